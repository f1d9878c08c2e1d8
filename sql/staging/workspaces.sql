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

final as (

    select
        workspace_id,
        name,
        created_at,
        created_by_user_id,
        plan,
        lower(domain) as domain,
        account_id,
        deleted_at

    from workspaces

)

select * from final
