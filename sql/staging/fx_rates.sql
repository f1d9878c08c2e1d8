/*---
view: staging.fx_rates
description: Exchange rates to the reporting currency.
owner: growth-data
grain: one row per day and currency
key: [day, currency]
---*/

with

fx_rates as (

    select * from source.fx_rates

),

final as (

    select
        day,
        upper(plumbline.text_or_null(currency)) as currency,
        rate

    from fx_rates

)

select * from final
