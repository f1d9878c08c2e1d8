/*---
view: entities.memberships
description: >
  Current and past memberships of users in workspaces, under canonical user ids. Excluded users and
  workspaces are left out. A deleted user leaves every workspace.
owner: growth-data
grain: one row per membership period of a user in a workspace
key: [workspace_id, user_id, valid_from]
time: valid_from
stored: true
indexes: [[workspace_id], [user_id], [account_key]]
crosses_accounts: >
  A user may be a member of another account's workspace; the row belongs to the workspace's account.
---*/

with

membership_periods as (

    select * from entities.membership_periods

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
        membership_periods.workspace_id,
        membership_periods.user_id,
        membership_periods.valid_from,
        membership_periods.valid_to,
        membership_periods.is_current,
        membership_periods.role,
        membership_periods.seat_type

    from membership_periods

    inner join users
        on membership_periods.user_id = users.user_id

    inner join workspaces
        on membership_periods.workspace_id = workspaces.workspace_id

)

select * from final
