/*---
view: entities.excluded_users
description: Internal users, testers and bots, with their mail addresses. No metric counts them.
owner: growth-data
grain: one row per user
key: [user_id]
columns:
  email: { pii: true }
stored: true
indexes: [[user_id]]
crosses_accounts: An exclusion holds in every account.
---*/

with

registrations as (

    select * from entities.registrations

),

-- all registrations of a user share one address; one excluded registration excludes the user
final as (

    select
        user_id,
        min(email) as email

    from registrations

    group by user_id

    having bool_or(is_excluded)

)

select * from final
