/*---
view: metrics.signups
description: Every registered user, at the moment they signed up.
owner: growth-data
grain: one row per user
key: [user_id]
time: created_at
entities: { entities.users: user_id, entities.accounts: account_key }
requires: [users|product_events]
metrics:
  signups:
    kind: count
    unit: count
    description: >
      Users who signed up in the period. Two registrations with one mail address are one user, the first.
---*/

with

users as (

    select * from entities.users

),

final as (

    select
        users.account_key,
        users.user_id,
        users.created_at

    from users

    cross join parameters.business as parameters

    where
        users.is_registered
        and users.created_at <= parameters.as_of

)

select * from final
