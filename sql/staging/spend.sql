/*---
view: staging.spend
description: What acquiring customers cost.
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
        date_trunc('month', month::timestamp)::date as month,
        nullif(trim(motion), '') as motion,
        nullif(trim(channel), '') as channel,
        nullif(trim(category), '') as category,
        amount,
        nullif(upper(trim(currency)), '') as currency

    from spend

)

select * from final
