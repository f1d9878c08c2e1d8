/*---
view: checks.unconvertible_currencies
description: >
  Currencies in which customers pay and that no exchange rate brings into the reporting currency at the
  time. While there are any, revenue cannot be added up: load their rates into fx_rates.
owner: growth-data
grain: one row per currency
key: [currency]
---*/

with

subscription_periods as (

    select * from staging.subscription_periods

),

buyers as (

    select * from entities.buyers

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
        subscription_periods.currency,
        min(subscription_periods.valid_from) as first_used_at

    from subscription_periods

    cross join knowledge

    inner join buyers
        on subscription_periods.customer_id = buyers.buyer_id

    where
        subscription_periods.currency is not null
        and subscription_periods.gross_monthly_amount <> 0
        and subscription_periods.valid_from <= knowledge.as_of

    group by subscription_periods.currency

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
        and (
            first_rates.first_day is null
            or first_rates.first_day > plumbline.local_date(first_uses.first_used_at, 'UTC') + 31
        )

)

select * from final
