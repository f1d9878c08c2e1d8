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
        plumbline.day_or_null(day) as day,
        upper(plumbline.text_or_null(currency)) as currency,
        plumbline.number_or_null(rate) as rate

    from fx_rates

)

select * from final
