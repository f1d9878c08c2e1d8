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

data_horizon as (

    select * from parameters.data_horizon

),

-- what was dated after it was received is not there before its time
final as (

    select
        plumbline.text_or_null(plan_changes.workspace_id) as workspace_id,
        plumbline.moment_or_null(plan_changes.valid_from) as valid_from,
        plumbline.text_or_null(plan_changes.plan) as plan

    from plan_changes

    cross join data_horizon

    where plumbline.moment_or_null(plan_changes.valid_from) <= data_horizon.as_of

)

select * from final
