/*---
view: checks.contracts_billed_otherwise
description: >
  Accounts whose running contracts are worth much more a year than billing says that they pay (less than nine
  tenths of it), or much less (more than one and a half times as much): money may be missing from the revenue,
  or be in it twice. Revenue goes by billing.
owner: growth-data
grain: one row per account
key: [account_key]
---*/

with

account_months as not materialized (

    select * from facts.account_months

),

contracts as (

    select * from staging.contracts

),

-- at the very first instant of a month nothing is known of it yet
running_months as (

    select
        date_trunc(
            'month', (parameters.as_of - interval '1 microsecond') at time zone parameters.time_zone
        )::date as month,
        ((parameters.as_of - interval '1 microsecond') at time zone parameters.time_zone)::date as today

    from parameters.business as parameters

),

contracted as (

    select
        contracts.account_id as account_key,
        sum(contracts.arr) as arr

    from contracts

    cross join running_months

    where
        contracts.start_date <= running_months.today
        and contracts.end_date >= running_months.today

    group by contracts.account_id

),

billed as (

    select
        account_months.account_key,
        12 * account_months.mrr as arr

    from account_months

    inner join running_months
        on account_months.month = running_months.month

),

final as (

    select
        contracted.account_key,
        trim_scale(round(contracted.arr, 2)) as contracted_arr,
        trim_scale(round(coalesce(billed.arr, 0), 2)) as billed_arr

    from contracted

    left join billed
        on contracted.account_key = billed.account_key

    where
        coalesce(billed.arr, 0) < 0.9 * contracted.arr
        or coalesce(billed.arr, 0) > 1.5 * contracted.arr

)

select * from final
