/*---
view: staging.workspaces
description: Every workspace, as registered.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
---*/

with

workspaces as (

    select * from source.workspaces

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(workspaces.workspace_id) as workspace_id,
        plumbline.text_or_null(workspaces.name) as name,
        plumbline.moment_or_null(workspaces.created_at) as created_at,
        plumbline.text_or_null(workspaces.created_by_user_id) as created_by_user_id,
        plumbline.text_or_null(workspaces.plan) as plan,
        lower(plumbline.text_or_null(workspaces.domain)) as domain,
        plumbline.text_or_null(workspaces.account_id) as account_id,
        plumbline.moment_or_null(workspaces.deleted_at) as deleted_at

    from workspaces

    cross join data_horizon

    where plumbline.moment_or_null(workspaces.created_at) <= data_horizon.as_of

)

select * from final
