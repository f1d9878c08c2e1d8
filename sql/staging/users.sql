/*---
view: staging.users
description: >
  Every registered user, with the mail domain that identifies the employer. Internal and bot users are
  flagged here and removed in entities.users.
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

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(users.user_id) as user_id,
        lower(plumbline.text_or_null(users.email)) as email,
        lower(
            coalesce(
                plumbline.text_or_null(users.email_domain),
                plumbline.text_or_null(split_part(users.email, '@', 2))
            )
        ) as email_domain,
        plumbline.moment_or_null(users.created_at) as created_at,
        plumbline.text_or_null(users.name) as name,
        plumbline.text_or_null(users.job_title) as job_title,
        plumbline.text_or_null(users.signup_source) as signup_source,
        plumbline.text_or_null(users.invited_by_user_id) as invited_by_user_id,
        plumbline.text_or_null(users.country) as country,
        coalesce(users.is_internal, false) or coalesce(users.is_bot, false) as is_excluded,
        plumbline.moment_or_null(users.deleted_at) as deleted_at

    from users

    cross join data_horizon

    where plumbline.moment_or_null(users.created_at) <= data_horizon.as_of

)

select * from final
