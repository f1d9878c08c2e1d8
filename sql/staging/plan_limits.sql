/*---
view: staging.plan_limits
description: How much of a meter a plan allows, in total or in each calendar month.
owner: growth-data
grain: one row per plan and meter
key: [plan, meter]
---*/

with

plan_limits as (

    select * from source.plan_limits

),

final as (

    select
        plumbline.text_or_null(plan) as plan,
        plumbline.text_or_null(meter) as meter,
        plumbline.number_or_null(limit_quantity) as limit_quantity,
        plumbline.text_or_null(kind) as kind

    from plan_limits

)

select * from final
