/*---
view: staging.gross_margin
description: The share of revenue that remains after the cost of goods.
owner: growth-data
grain: one row per month and plan
key: [month, plan]
---*/

with

gross_margin as (

    select * from source.gross_margin

),

final as (

    select
        date_trunc('month', plumbline.day_or_null(month)::timestamp)::date as month,
        plumbline.text_or_null(plan) as plan,
        plumbline.number_or_null(margin) as margin

    from gross_margin

)

select * from final
