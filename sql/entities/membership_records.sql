/*---
view: entities.membership_records
description: Every membership as the source records it, with the one id that the person has.
owner: growth-data
grain: one row per membership of a registration in a workspace
key: []
time: valid_from
crosses_accounts: A person may work in a workspace of another account.
---*/

with

memberships as not materialized (

    select * from staging.memberships

),

user_ids as not materialized (

    select * from entities.user_ids

),

-- an id that was never registered is the person's id
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
