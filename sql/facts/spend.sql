/*---
view: facts.spend
description: >
  Sales and marketing spend in the reporting currency, at the exchange rate of its month, with the motion that
  the company recorded.
owner: growth-data
grain: one row per month, motion, channel and category
key: [month, motion, channel, category]
time: month
crosses_accounts: Spend belongs to months and motions, not to accounts.
---*/

with

spend as not materialized (

    select * from staging.spend

),

currencies as (

    select * from facts.currencies

),

exchange_rates as (

    select * from facts.exchange_rates

),

final as (

    select
        spend.month,
        spend.motion,
        spend.channel,
        spend.category,
        spend.amount
        * case
            when coalesce(spend.currency, currencies.reporting_currency) = currencies.reporting_currency
                then 1
            else exchange_rates.rate
        end as amount

    from spend

    cross join parameters.business as parameters

    cross join currencies

    left join exchange_rates
        on spend.currency = exchange_rates.currency
        and exchange_rates.books = parameters.books
        and spend.currency <> currencies.reporting_currency
        and spend.month >= exchange_rates.valid_from_month
        and spend.month < exchange_rates.valid_to_month

)

select * from final
