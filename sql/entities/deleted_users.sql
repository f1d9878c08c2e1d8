/*---
view: entities.deleted_users
description: >
  Users who deleted their last registration, and when. Their activity stays; point-in-time counts exclude
  them from then on.
owner: growth-data
grain: one row per deleted user
key: [user_id]
crosses_accounts: A deleted user leaves every account.
---*/

with

registrations as (

    select * from entities.registrations

),

-- a user with one registration left is not deleted
final as (

    select
        user_id,
        max(deleted_at) as deleted_at

    from registrations

    group by user_id

    having bool_and(deleted_at is not null)

)

select * from final
