/*---
view: facts.opportunity_amounts
description: >
  The annual value of each opportunity in the reporting currency, by the months in which its exchange rate
  was valid (the end excluded).
owner: growth-data
grain: one row per opportunity and exchange rate
key: [opportunity_id, valid_from_month]
---*/

with

opportunities as (

    select * from facts.opportunities

),

exchange_rates as (

    select * from facts.exchange_rates

),

currencies as (

    select * from facts.currencies

),

final as (

    select
        opportunities.account_key,
        opportunities.opportunity_id,
        coalesce(exchange_rates.valid_from_month, date '0001-01-01') as valid_from_month,
        coalesce(exchange_rates.valid_to_month, date '2999-01-01') as valid_to_month,
        opportunities.arr
        * case
            when coalesce(opportunities.currency = currencies.reporting_currency, true) then 1
            else exchange_rates.rate
        end as arr

    from opportunities

    cross join currencies

    left join exchange_rates
        on opportunities.currency = exchange_rates.currency
        and exchange_rates.books = 'current'
        and opportunities.currency <> currencies.reporting_currency

)

select * from final
