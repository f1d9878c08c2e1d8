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

memberships as (

    select * from staging.memberships

),

user_ids as (

    select * from entities.user_ids

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
        memberships.workspace_id,
        users.user_id,
        memberships.valid_from,
        min(
            least(
                memberships.valid_to,
                case
                    when users.deleted_at is not null
                        then greatest(memberships.valid_from, users.deleted_at)
                end
            )
        ) as valid_to,
        min(memberships.role) as role,
        min(memberships.seat_type) as seat_type

    from memberships

    inner join user_ids
        on memberships.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

    inner join users
        on user_ids.user_id = users.user_id

    inner join workspaces
        on memberships.workspace_id = workspaces.workspace_id

    group by workspaces.account_key, memberships.workspace_id, users.user_id, memberships.valid_from

)

select * from final
