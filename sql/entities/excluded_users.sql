/*---
view: entities.excluded_users
description: >
  Colleagues, testers and bots, who are in no number, with the mail address by which they are known.
owner: growth-data
grain: one row per user
key: [user_id]
columns:
  email: { pii: true }
stored: true
indexes: [[user_id]]
crosses_accounts: Whoever is excluded is excluded everywhere.
---*/

with

registrations as (

    select * from entities.registrations

),

-- all registrations of a person have one address, and one of them marks the person
final as (

    select
        user_id,
        min(email) as email

    from registrations

    group by user_id

    having bool_or(is_excluded)

)

select * from final
