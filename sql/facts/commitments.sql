/*---
view: facts.commitments
description: >
  The units that each account has committed to consume, by meter, at the end of each month. Contracts that
  are active together are one commitment: their units add up, from the first start to the last end.
owner: growth-data
grain: one row per account, meter and month at the end of which a contract commits units
key: [account_key, meter, month]
time: month
columns:
  expected_units:
    description: The units of each contract for the share of its days that have passed.
---*/

with

contracts as (

    select * from staging.contracts

),

started_months as (

    select * from parameters.started_months

),

final as (

    select
        contracts.account_id as account_key,
        contracts.meter,
        started_months.month,
        started_months.last_day,
        min(contracts.start_date) as starts_on,
        max(contracts.end_date) as ends_on,
        sum(contracts.committed_units) as committed_units,
        sum(
            contracts.committed_units
            * (started_months.last_day - contracts.start_date + 1)
            / (contracts.signed_end_date - contracts.start_date + 1)
        ) as expected_units

    from contracts

    inner join started_months
        on contracts.start_date <= started_months.last_day
        and contracts.end_date >= started_months.last_day

    where
        contracts.meter is not null
        and contracts.committed_units > 0

    group by contracts.account_id, contracts.meter, started_months.month, started_months.last_day

)

select * from final
