/*---
view: staging.plan_changes
description: Every plan that a workspace was put on, from when it was.
owner: growth-data
grain: one row per workspace and beginning of a plan
key: [workspace_id, valid_from]
time: valid_from
---*/

with

plan_changes as (

    select * from source.plan_changes

),

final as (

    select
        workspace_id,
        valid_from,
        plan

    from plan_changes

)

select * from final
