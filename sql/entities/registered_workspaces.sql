/*---
view: entities.registered_workspaces
description: Every registered workspace, with the canonical id of its creator.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
columns:
  created_by_registered_id: { description: "The id under which the creator registered." }
  created_by_user_id: { description: "The canonical id of the creator." }
crosses_accounts: Accounts are assigned to workspaces later, so no row has an account yet.
---*/

with

workspaces as not materialized (

    select * from staging.workspaces

),

user_ids as not materialized (

    select * from entities.user_ids

),

-- an unregistered id is canonical itself
final as not materialized (

    select
        workspaces.workspace_id,
        workspaces.account_id,
        workspaces.name,
        workspaces.plan,
        workspaces.domain,
        workspaces.created_by_user_id as created_by_registered_id,
        coalesce(user_ids.user_id, workspaces.created_by_user_id) as created_by_user_id,
        workspaces.created_at,
        workspaces.deleted_at

    from workspaces

    left join user_ids
        on workspaces.created_by_user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

)

select * from final
