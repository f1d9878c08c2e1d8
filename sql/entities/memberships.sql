/*---
view: entities.memberships
description: >
  Who belongs or belonged to which workspace, under the ids that users and accounts have here. Who is deleted
  has left every workspace then at the latest.
owner: growth-data
grain: one row per stay of a user in a workspace
key: [workspace_id, user_id, valid_from]
time: valid_from
stored: true
indexes: [[workspace_id], [user_id], [account_key]]
crosses_accounts: A person may work in a workspace of another account; the row belongs to the workspace's.
---*/

with

stays as (

    select * from entities.stays

),

users as (

    select * from entities.users

),

workspaces as (

    select * from entities.workspaces

),

final as (

    select
        workspaces.account_key,
        stays.workspace_id,
        stays.user_id,
        stays.valid_from,
        stays.valid_to,
        stays.is_current,
        stays.role,
        stays.seat_type

    from stays

    inner join users
        on stays.user_id = users.user_id

    inner join workspaces
        on stays.workspace_id = workspaces.workspace_id

)

select * from final
