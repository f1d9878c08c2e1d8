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

users as (

    select * from staging.users

),

user_ids as (

    select * from entities.user_ids

),

-- somebody with one registration left is still there
final as (

    select
        user_ids.user_id,
        max(users.deleted_at) as deleted_at

    from users

    inner join user_ids
        on users.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

    group by user_ids.user_id

    having bool_and(users.deleted_at is not null)

)

select * from final
