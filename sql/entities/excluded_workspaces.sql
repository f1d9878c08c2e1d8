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

workspaces as (

    select * from staging.workspaces

),

user_ids as (

    select * from entities.user_ids

),

excluded_users as (

    select * from entities.excluded_users

),

final as (

    select workspaces.workspace_id

    from workspaces

    inner join user_ids
        on workspaces.created_by_user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

    inner join excluded_users
        on user_ids.user_id = excluded_users.user_id

)

select * from final
