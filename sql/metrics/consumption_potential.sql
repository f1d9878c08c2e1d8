/*---
view: metrics.consumption_potential
description: >
  What accounts consume in the last days of each month, compared with the median per employee of the accounts
  in the same industry and size band that consume the meter. Headcounts and industries are today's in all
  months.
owner: growth-data
grain: one row per account, meter and month since its first use, with enough peers
key: [account_key, meter, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key }
requires: [accounts, usage_daily|product_events]
crosses_accounts: An account is compared with its peers.
dimensions:
  consumption_meter: { from: metrics.consumption }
metrics:
  recent_units:
    kind: balance
    expression: recent_units
    unit: quantity
    description: >
      The units that accounts with enough peers consumed in the consumption_run_rate_days days up to the end
      of the period.
  potential_units:
    kind: balance
    expression: potential_units
    unit: quantity
    description: >
      What these accounts would have consumed at the median consumption per employee of their peers: the
      accounts of the same industry and size band that consumed the meter in these days.
  potential_shortfall_units:
    kind: balance
    expression: potential_units - recent_units
    unit: quantity
    description: The potential units that accounts did not consume. Negative above the potential.
  potential_gap:
    kind: ratio
    numerator: potential_shortfall_units
    denominator: potential_units
    unit: ratio
    description: >
      How much less accounts consume per employee than the median of their peers, as a share of that median;
      negative when they consume more. Null without potential_min_peers peers, an industry or a headcount.
---*/

with

consumption_days as not materialized (

    select * from facts.consumption_days

),

accounts as not materialized (

    select * from entities.accounts

),

started_months as (

    select * from parameters.started_months

),

first_uses as (

    select
        account_key,
        meter,
        min(used_on) as first_used_on

    from consumption_days

    group by account_key, meter

),

recent_uses as (

    select
        consumption_days.account_key,
        consumption_days.meter,
        started_months.month,
        sum(consumption_days.quantity) as recent_units

    from consumption_days

    cross join parameters.business as parameters

    inner join started_months
        on consumption_days.used_on <= started_months.last_day
        and consumption_days.used_on > started_months.last_day - parameters.consumption_run_rate_days

    group by consumption_days.account_key, consumption_days.meter, started_months.month

),

-- every month since the first use, also those without use
consumers as (

    select
        first_uses.account_key,
        first_uses.meter,
        started_months.month,
        accounts.industry,
        accounts.account_size_band,
        accounts.employee_count,
        coalesce(recent_uses.recent_units, 0) as recent_units

    from first_uses

    inner join accounts
        on first_uses.account_key = accounts.account_key

    inner join started_months
        on first_uses.first_used_on <= started_months.last_day

    left join recent_uses
        on first_uses.account_key = recent_uses.account_key
        and first_uses.meter = recent_uses.meter
        and started_months.month = recent_uses.month

    where
        accounts.industry is not null
        and accounts.employee_count > 0

),

benchmarks as (

    select
        consumers.industry,
        consumers.account_size_band,
        consumers.meter,
        consumers.month,
        (
            percentile_cont(0.5) within group (
                order by consumers.recent_units / consumers.employee_count
            )
        )::numeric as units_per_employee

    from consumers

    cross join parameters.business as parameters

    where consumers.recent_units > 0

    group by
        consumers.industry,
        consumers.account_size_band,
        consumers.meter,
        consumers.month,
        parameters.potential_min_peers

    having count(*) >= parameters.potential_min_peers

),

final as (

    select
        consumers.account_key,
        consumers.meter,
        consumers.month,
        consumers.recent_units,
        round(benchmarks.units_per_employee * consumers.employee_count, 6) as potential_units

    from consumers

    inner join benchmarks
        on consumers.industry = benchmarks.industry
        and consumers.account_size_band = benchmarks.account_size_band
        and consumers.meter = benchmarks.meter
        and consumers.month = benchmarks.month

)

select * from final
