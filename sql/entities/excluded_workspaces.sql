/*---
view: entities.excluded_workspaces
description: >
  Workspaces that colleagues, testers and bots made. They are in no number, and neither is what anybody does
  in them: every other view learns here which they are.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
stored: true
indexes: [[workspace_id]]
crosses_accounts: What is excluded is excluded everywhere.
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
