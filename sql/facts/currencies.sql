/*---
view: facts.currencies
description: >
  The reporting currency: that of the parameter or, where customers pay in one other currency without an
  exchange rate, that one. Metered items count only where customers have no others. Customers who pay nothing
  have no currency.
owner: growth-data
grain: one row
key: []
---*/

with

item_periods as (

    select * from staging.item_periods

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
paid_currencies as (

    select
        count(distinct item_periods.currency) filter (where not item_periods.is_metered) as licensed,
        min(item_periods.currency) filter (where not item_periods.is_metered) as first_licensed,
        count(*) filter (where not item_periods.is_metered) as licensed_items,
        count(distinct item_periods.currency) as known,
        min(item_periods.currency) as first_known

    from item_periods

    cross join data_horizon

    inner join buyers
        on item_periods.customer_id = buyers.buyer_id

    where
        item_periods.gross_monthly_amount <> 0
        and item_periods.valid_from <= data_horizon.as_of

),

subscription_currencies as (

    select
        case when licensed_items > 0 then licensed else known end as paid_currencies,
        case when licensed_items > 0 then first_licensed else first_known end as first_currency

    from paid_currencies

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
