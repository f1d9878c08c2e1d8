/*---
view: checks.unconvertible_spend
description: >
  Currencies in which money was spent and that no exchange rate brings into the reporting currency at the
  time. While there are any, spend cannot be added up: load their rates into fx_rates.
owner: growth-data
grain: one row per currency
key: [currency]
---*/

with

spend as (

    select * from staging.spend

),

fx_rates as (

    select * from staging.fx_rates

),

currencies as (

    select * from facts.currencies

),

knowledge as (

    select * from parameters.knowledge

),

first_uses as (

    select
        spend.currency,
        min(spend.month) as first_month

    from spend

    cross join knowledge

    where
        spend.currency is not null
        and plumbline.day_start(spend.month, 'UTC') <= knowledge.as_of

    group by spend.currency

),

first_rates as (

    select
        currency,
        min(day) as first_day

    from fx_rates

    group by currency

),

final as (

    select first_uses.currency

    from first_uses

    cross join currencies

    left join first_rates
        on first_uses.currency = first_rates.currency

    where
        first_uses.currency <> currencies.reporting_currency
        and (first_rates.first_day is null or first_rates.first_day > first_uses.first_month + 31)

)

select * from final
