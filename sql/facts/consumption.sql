/*---
view: facts.consumption
description: >
  How much of each commitment was consumed at the end of each month, and how it will end at the mean daily
  use of the last days.
owner: growth-data
grain: one row per account, meter and month at the end of which a contract commits units
key: [account_key, meter, month]
time: month
columns:
  projected_units: { description: "The units consumed by the end, at the mean daily use of the last days." }
  exhausts_on: { description: "The day on which the commitment is consumed. Null when it lasts to its end." }
---*/

with

commitments as not materialized (

    select * from facts.commitments

),

consumption_days as (

    select * from facts.consumption_days

),

used_days as (

    select
        commitments.account_key,
        commitments.meter,
        commitments.month,
        commitments.last_day,
        commitments.committed_units,
        consumption_days.used_on,
        consumption_days.quantity,
        sum(consumption_days.quantity) over (
            partition by commitments.account_key, commitments.meter, commitments.month
            order by consumption_days.used_on
        ) as consumed_so_far

    from commitments

    inner join consumption_days
        on commitments.account_key = consumption_days.account_key
        and commitments.meter = consumption_days.meter
        and commitments.starts_on <= consumption_days.used_on
        and commitments.last_day >= consumption_days.used_on

),

uses as (

    select
        used_days.account_key,
        used_days.meter,
        used_days.month,
        sum(used_days.quantity) as consumed_units,
        sum(used_days.quantity)
            filter (where used_days.used_on > used_days.last_day - parameters.consumption_run_rate_days)
            as recent_units,
        min(used_days.used_on)
            filter (where used_days.consumed_so_far >= used_days.committed_units) as exhausted_on

    from used_days

    cross join parameters.business as parameters

    group by used_days.account_key, used_days.meter, used_days.month

),

-- a commitment younger than the last days has only its own
run_rates as (

    select
        commitments.account_key,
        commitments.meter,
        commitments.month,
        commitments.last_day,
        commitments.ends_on,
        commitments.committed_units,
        commitments.expected_units,
        coalesce(uses.consumed_units, 0) as consumed_units,
        uses.exhausted_on,
        coalesce(uses.recent_units, 0)
        / least(parameters.consumption_run_rate_days, commitments.last_day - commitments.starts_on + 1)
            as daily_units

    from commitments

    cross join parameters.business as parameters

    left join uses
        on commitments.account_key = uses.account_key
        and commitments.meter = uses.meter
        and commitments.month = uses.month

),

final as (

    select
        run_rates.account_key,
        run_rates.meter,
        run_rates.month,
        run_rates.ends_on,
        run_rates.committed_units,
        run_rates.expected_units,
        run_rates.consumed_units,
        run_rates.consumed_units
        + run_rates.daily_units * (run_rates.ends_on - run_rates.last_day) as projected_units,
        case
            when run_rates.exhausted_on is not null then run_rates.exhausted_on
            -- multiplied, not divided: without use nothing is exhausted
            when
                run_rates.consumed_units
                + run_rates.daily_units * (run_rates.ends_on - run_rates.last_day)
                >= run_rates.committed_units
                then
                    run_rates.last_day
                    + ceil(
                        (run_rates.committed_units - run_rates.consumed_units) / run_rates.daily_units
                    )::integer
        end as exhausts_on,
        case
            when run_rates.consumed_units < parameters.consumption_under_pace * run_rates.expected_units
                then 'under'
            when run_rates.consumed_units > parameters.consumption_over_pace * run_rates.expected_units
                then 'over'
            else 'on'
        end as consumption_state

    from run_rates

    cross join parameters.business as parameters

)

select * from final
