/*---
view: staging.spend
description: The cost of acquiring customers.
owner: growth-data
grain: one row per month, motion, channel and category
key: [month, motion, channel, category]
---*/

with

spend as (

    select * from source.spend

),

final as (

    select
        date_trunc('month', plumbline.day_or_null(month)::timestamp)::date as month,
        plumbline.text_or_null(motion) as motion,
        plumbline.text_or_null(channel) as channel,
        plumbline.text_or_null(category) as category,
        plumbline.number_or_null(amount) as amount,
        upper(plumbline.text_or_null(currency)) as currency

    from spend

)

select * from final
