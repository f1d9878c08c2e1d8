/*---
view: facts.currencies
description: >
  The currency in which money is reported: the only one that customers pay in, or the parameter's.
owner: growth-data
grain: one row
key: []
---*/

with

subscription_periods as (

    select * from staging.subscription_periods

),

final as (

    select
        case
            when count(distinct subscription_periods.currency) = 1 then min(subscription_periods.currency)
            else max(parameters.reporting_currency)
        end as reporting_currency,
        count(distinct subscription_periods.currency) as paid_currencies

    from parameters.business as parameters

    left join subscription_periods
        on subscription_periods.currency is not null

)

select * from final
