/*---
view: entities.deleted_users
description: >
  The people who have deleted the last of their registrations, and when. They stay in what they did, and are
  out of what stands from then on.
owner: growth-data
grain: one row per deleted user
key: [user_id]
crosses_accounts: Who is deleted has left every account.
---*/

with

registrations as (

    select * from entities.registrations

),

-- somebody with one registration left is still there
final as (

    select
        user_id,
        max(deleted_at) as deleted_at

    from registrations

    group by user_id

    having bool_and(deleted_at is not null)

)

select * from final
