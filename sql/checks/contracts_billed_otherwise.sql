/*---
view: checks.contracts_billed_otherwise
description: >
  Accounts whose active contracts differ much in annual value from the amount billed: less than nine tenths
  of the value is billed, so revenue may be missing, or more than one and a half times the value, so revenue
  may be counted twice. Revenue is based on billing. Unpaid invoices count as billed.
owner: growth-data
grain: one row per account
key: [account_key]
---*/

with

contracts as (

    select * from staging.contracts

),

recurring_periods as (

    select * from facts.recurring_periods

),

exchange_rates as (

    select * from facts.exchange_rates

),

currencies as (

    select * from facts.currencies

),

running_month as (

    select * from parameters.running_month

),

contracted as (

    select
        contracts.account_id as account_key,
        sum(contracts.arr) as arr

    from contracts

    cross join running_month

    where
        contracts.start_date <= running_month.today
        and contracts.end_date >= running_month.today

    group by contracts.account_id

),

-- the amount billed now, paid or not, in the reporting currency
billed as (

    select
        recurring_periods.account_key,
        12 * sum(
            recurring_periods.net_monthly_amount
            * case
                when recurring_periods.currency <> currencies.reporting_currency then exchange_rates.rate
                else 1
            end
        ) as arr

    from recurring_periods

    cross join parameters.business as parameters

    cross join running_month

    cross join currencies

    left join exchange_rates
        on recurring_periods.currency = exchange_rates.currency
        and exchange_rates.books = 'current'
        and running_month.month >= exchange_rates.valid_from_month
        and running_month.month < exchange_rates.valid_to_month

    where
        recurring_periods.valid_from < parameters.as_of
        and recurring_periods.valid_to >= parameters.as_of

    group by recurring_periods.account_key

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
