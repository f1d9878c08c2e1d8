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

users as (

    select * from staging.users

),

user_ids as (

    select * from entities.user_ids

),

-- all registrations of a person have one address, and one of them marks the person
final as (

    select
        user_ids.user_id,
        min(users.email) as email

    from users

    inner join user_ids
        on users.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

    group by user_ids.user_id

    having bool_or(users.is_excluded)

)

select * from final
