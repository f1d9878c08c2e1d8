/*---
view: staging.usage_daily
description: The usage of a meter by workspace and day.
owner: growth-data
grain: one row per workspace, meter and day
key: [workspace_id, meter, day]
---*/

with

usage_daily as (

    select * from source.usage_daily

),

final as (

    select
        plumbline.text_or_null(workspace_id) as workspace_id,
        plumbline.text_or_null(meter) as meter,
        plumbline.day_or_null(day) as day,
        plumbline.number_or_null(quantity) as quantity

    from usage_daily

)

select * from final
