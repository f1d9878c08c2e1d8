/*---
view: staging.usage_daily
description: What a workspace used of a meter on a day.
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
        workspace_id,
        meter,
        day,
        quantity

    from usage_daily

)

select * from final
