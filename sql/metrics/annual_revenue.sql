/*---
view: metrics.annual_revenue
description: >
  Annual recurring revenue by account and month: what its live contracts are worth a year or, without
  one, twelve times its monthly recurring revenue. Signed but not begun is not in it; a
  contract runs from its first day to its last, both included.
owner: growth-data
grain: one row per account and month
key: [account_key, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key, facts.account_origins: account_key }
requires: [subscription_periods]
assumes:
  invoices: No invoices were provided, so every subscription counts as paid for.
guards: { checks.unconvertible_currencies: MIXED_CURRENCIES }
metrics:
  arr:
    kind: balance
    expression: arr
    unit: money
    description: Annual recurring revenue at the period's end.
---*/

with

account_months as not materialized (

    select * from facts.account_months

),

contracts as (

    select * from staging.contracts

),

months as (

    select * from parameters.months

),

-- a contract counts in every month on whose last day, or as of now, it runs; its own last day included
contract_months as (

    select
        contracts.account_id as account_key,
        months.month,
        sum(contracts.arr) as arr

    from contracts

    cross join parameters.business as parameters

    inner join months
        on months.month::timestamp at time zone parameters.time_zone < parameters.as_of
        and contracts.start_date < least(
            (months.month + interval '1 month')::date,
            (parameters.as_of at time zone parameters.time_zone)::date + 1
        )
        and contracts.end_date >= least(
            (months.month + interval '1 month')::date - 1,
            (parameters.as_of at time zone parameters.time_zone)::date
        )

    group by contracts.account_id, months.month

),

self_served as (

    select
        account_months.account_key,
        account_months.month,
        account_months.mrr * 12 as arr

    from account_months

    left join contract_months
        on account_months.account_key = contract_months.account_key
        and account_months.month = contract_months.month

    where contract_months.account_key is null

),

final as (

    select
        account_key,
        month,
        arr
    from contract_months
    union all
    select
        account_key,
        month,
        arr
    from self_served

)

select * from final
