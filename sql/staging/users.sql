/*---
view: staging.users
description: >
  Every registered user, with the mail domain that tells where they work. Internal and bot users are marked
  here and leave in entities.users.
owner: growth-data
grain: one row per registered user id
key: [user_id]
time: created_at
columns:
  email: { pii: true }
  name: { pii: true }
---*/

with

users as (

    select * from source.users

),

final as (

    select
        user_id,
        nullif(lower(trim(email)), '') as email,
        nullif(lower(trim(coalesce(email_domain, split_part(email, '@', 2)))), '') as email_domain,
        created_at,
        name,
        job_title,
        signup_source,
        invited_by_user_id,
        country,
        coalesce(is_internal, false) or coalesce(is_bot, false) as is_excluded,
        deleted_at

    from users

)

select * from final
