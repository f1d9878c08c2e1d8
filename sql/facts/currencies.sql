/*---
view: facts.currencies
description: >
  The reporting currency: that of the parameter or, where customers pay in one other currency without an
  exchange rate, that one. Customers who pay nothing have no currency.
owner: growth-data
grain: one row
key: []
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

data_horizon as (

    select * from parameters.data_horizon

),

-- subscriptions that start after the end of the data do not count
subscription_currencies as (

    select
        count(distinct subscription_periods.currency) as paid_currencies,
        min(subscription_periods.currency) as first_currency

    from subscription_periods

    cross join data_horizon

    inner join buyers
        on subscription_periods.customer_id = buyers.buyer_id

    where
        subscription_periods.gross_monthly_amount <> 0
        and subscription_periods.valid_from <= data_horizon.as_of

),

final as (

    select
        case
            when
                subscription_currencies.paid_currencies = 1
                and not exists (
                    select 1 from fx_rates
                    where fx_rates.currency = subscription_currencies.first_currency
                )
                then subscription_currencies.first_currency
            else parameters.reporting_currency
        end as reporting_currency,
        subscription_currencies.paid_currencies

    from subscription_currencies

    cross join parameters.business as parameters

)

select * from final
