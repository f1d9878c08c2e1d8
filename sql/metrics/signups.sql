/*---
view: metrics.signups
description: Every registered user, dated by sign-up.
owner: growth-data
grain: one row per user
key: [user_id]
time: signed_up_at
entities: { entities.users: user_id, entities.accounts: account_key }
requires: [users|product_events]
metrics:
  signups:
    kind: count
    unit: count
    description: >
      Users who signed up in the period. Two registrations with one mail address are one user, who signed up
      with the first one.
---*/

with

signups as (

    select * from facts.signups

),

final as (

    select
        account_key,
        user_id,
        signed_up_at

    from signups

)

select * from final
