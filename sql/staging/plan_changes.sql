/*---
view: staging.plan_changes
description: Every change of a workspace's plan.
owner: growth-data
grain: one row per workspace and start of a plan
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

-- records dated after their receipt are left out until then
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
