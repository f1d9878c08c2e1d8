/*---
view: entities.membership_records
description: Every membership as the source records it, with the canonical id of the user.
owner: growth-data
grain: one row per membership of a registration in a workspace
key: []
time: valid_from
crosses_accounts: A user may be a member of another account's workspace.
---*/

with

memberships as not materialized (

    select * from staging.memberships

),

user_ids as not materialized (

    select * from entities.user_ids

),

-- an unregistered id is canonical itself
final as not materialized (

    select
        memberships.workspace_id,
        coalesce(user_ids.user_id, memberships.user_id) as user_id,
        memberships.valid_from,
        memberships.valid_to,
        memberships.role,
        memberships.seat_type

    from memberships

    left join user_ids
        on memberships.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

)

select * from final
