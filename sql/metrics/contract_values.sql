/*---
view: metrics.contract_values
description: >
  Every year of a contract that has started, with the contract's annual value. An account without a contract
  has a year for each twelve months since its first payment, if it pays at the end of the year's first month;
  its value is then twelve times the account's monthly revenue.
owner: growth-data
grain: one row per started year of a contract, or of an account without one
key: [account_key, contract_id, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key, facts.account_origins: account_key }
requires: [subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  value_source:
    description: Whether a signed contract gives the annual value, or the account's subscriptions do.
    values: [contract, subscription]
metrics:
  contract_years:
    kind: count
    unaffected_by: [exchange_rates]
    unit: count
    description: Contract years that started in the period.
  contract_year_value:
    kind: sum
    expression: annual_value
    unit: money
    description: The annual value of the contract years that started in the period.
  acv:
    kind: ratio
    numerator: contract_year_value
    denominator: contract_years
    unit: money
    description: >
      The mean annual contract value, by contract year and not over the whole term. By origin_motion it shows
      how much accounts buy without sales. Null without a contract year.
  acv_p50:
    kind: percentile
    percentile: 0.5
    expression: annual_value
    unit: money
    description: The median annual contract value. Null without a contract year.
  acv_p90:
    kind: percentile
    percentile: 0.9
    expression: annual_value
    unit: money
    description: >
      The annual contract value below which nine of ten contract years lie. Null without a contract year.
---*/

with

contracts as (

    select * from staging.contracts

),

account_months as not materialized (

    select * from facts.account_months

),

months as (

    select * from parameters.months

),

running_month as (

    select * from parameters.running_month

),

anniversaries as (

    select
        contracts.account_id as account_key,
        contracts.contract_id,
        contracts.start_date,
        contracts.end_date,
        contracts.arr,
        months.month,
        plumbline.add_months(
            contracts.start_date, plumbline.months_between(contracts.start_date, months.month)
        ) as anniversary_on

    from contracts

    inner join months
        on date_trunc('month', contracts.start_date::timestamp)::date <= months.month
        and contracts.end_date >= months.month

    where plumbline.months_between(contracts.start_date, months.month) % 12 = 0

),

-- the first months of the years of each contract that have started; a contract that started on 29 February
-- has its anniversary a day later, on 1 March
contract_years as (

    select
        anniversaries.account_key,
        anniversaries.contract_id,
        anniversaries.month,
        anniversaries.arr as annual_value

    from anniversaries

    cross join running_month

    where anniversaries.anniversary_on
        + case
            when extract(day from anniversaries.anniversary_on) < extract(day from anniversaries.start_date)
                then 1
            else 0
        end
        <= least(anniversaries.end_date, running_month.today)

),

first_months as (

    select
        account_key,
        min(month) as month

    from account_months

    where mrr > 0

    group by account_key

),

-- the same for accounts without a contract in that month
subscription_years as (

    select
        account_months.account_key,
        null::text as contract_id,
        account_months.month,
        12 * account_months.mrr as annual_value

    from account_months

    inner join first_months
        on account_months.account_key = first_months.account_key

    where
        account_months.mrr > 0
        and plumbline.months_between(first_months.month, account_months.month) % 12 = 0
        and not exists (
            select 1
            from contracts
            where
                contracts.account_id = account_months.account_key
                and contracts.start_date < plumbline.add_months(account_months.month, 1)
                and contracts.end_date >= account_months.month
        )

),

final as (

    select
        account_key,
        contract_id,
        month,
        'contract' as value_source,
        annual_value
    from contract_years
    union all
    select
        account_key,
        contract_id,
        month,
        'subscription' as value_source,
        annual_value
    from subscription_years

)

select * from final
