/*---
view: entities.excluded_workspaces
description: >
  Workspaces created by internal users, testers and bots. No metric counts them or any activity in them;
  every other view reads them here.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
stored: true
indexes: [[workspace_id]]
crosses_accounts: An exclusion holds in every account.
---*/

with

registered_workspaces as (

    select * from entities.registered_workspaces

),

excluded_users as (

    select * from entities.excluded_users

),

final as (

    select registered_workspaces.workspace_id

    from registered_workspaces

    inner join excluded_users
        on registered_workspaces.created_by_user_id = excluded_users.user_id

)

select * from final
