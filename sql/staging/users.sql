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

knowledge as (

    select * from parameters.knowledge

),

-- what was dated after it was received is not there before its time
final as (

    select
        nullif(trim(users.user_id), '') as user_id,
        nullif(lower(trim(users.email)), '') as email,
        nullif(
            lower(trim(coalesce(nullif(trim(users.email_domain), ''), split_part(users.email, '@', 2)))), ''
        ) as email_domain,
        users.created_at,
        nullif(trim(users.name), '') as name,
        nullif(trim(users.job_title), '') as job_title,
        nullif(trim(users.signup_source), '') as signup_source,
        nullif(trim(users.invited_by_user_id), '') as invited_by_user_id,
        nullif(trim(users.country), '') as country,
        coalesce(users.is_internal, false) or coalesce(users.is_bot, false) as is_excluded,
        users.deleted_at

    from users

    cross join knowledge

    where users.created_at <= knowledge.as_of

)

select * from final
