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
        motion,
        channel,
        category,
        amount,
        upper(currency) as currency

    from spend

)

select * from final
