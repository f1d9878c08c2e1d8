/*---
view: entities.users
description: >
  Every user of the product once, however many ids and registrations they have. Internal users and bots are
  excluded; deleted users stay, so a cohort never shrinks. An event-only user is included, and created when
  first seen.
owner: growth-data
grain: one row per user
key: [user_id]
time: created_at
dimensions:
  signup_source:
    description: "Where the user came from, as recorded at sign-up. Null when nothing was recorded."
    immutable: true
  invited_or_self:
    description: "Whether the user was invited."
    values: [invited, self]
    immutable: true
  job_title: The user's job title, as recorded at sign-up. Null when unknown.
  user_country: { description: "The user's country. Null when unknown.", column: country }
  mail_domain:
    description: The domain of the user's mail address. Null when unknown.
    column: email_domain
  user_email: { description: "The user's mail address in lower case. Null when unknown.", column: email }
  user_name: { description: "The user's name. Null when unknown.", column: name }
columns:
  email: { pii: true }
  name: { pii: true }
stored: true
indexes: [[user_id], [account_key]]
---*/

with

registrations as not materialized (

    select * from entities.registrations

),

excluded_users as (

    select * from entities.excluded_users

),

deleted_users as (

    select * from entities.deleted_users

),

first_seen as (

    select * from entities.first_seen

),

user_accounts as not materialized (

    select * from entities.user_accounts

),

-- the earliest registration of a user counts
ranked_registrations as (

    select
        user_id,
        email,
        email_domain,
        name,
        job_title,
        signup_source,
        invited_by_user_id,
        country,
        created_at,
        row_number() over (
            partition by user_id
            order by created_at, registered_id
        ) as registration_rank

    from registrations

),

registered as (

    select
        ranked_registrations.user_id,
        ranked_registrations.email,
        ranked_registrations.email_domain,
        ranked_registrations.name,
        ranked_registrations.job_title,
        ranked_registrations.signup_source,
        case
            when ranked_registrations.invited_by_user_id is null then 'self'
            else 'invited'
        end as invited_or_self,
        ranked_registrations.country,
        ranked_registrations.created_at,
        deleted_users.deleted_at,
        true as is_registered,
        false as is_event_only

    from ranked_registrations

    left join deleted_users
        on ranked_registrations.user_id = deleted_users.user_id

    where ranked_registrations.registration_rank = 1

),

-- users known only from events, created by their earliest event
event_only as (

    select
        first_seen.entity_id as user_id,
        null::text as email,
        null::text as email_domain,
        null::text as name,
        null::text as job_title,
        null::text as signup_source,
        'self'::text as invited_or_self,
        null::text as country,
        min(first_seen.first_seen_at) as created_at,
        null::timestamptz as deleted_at,
        -- where no users are provided, event-only users count as registered
        not exists (select 1 from staging.users) as is_registered,
        true as is_event_only

    from first_seen

    left join registered
        on first_seen.entity_id = registered.user_id

    where
        first_seen.entity_type = 'user'
        and registered.user_id is null

    group by first_seen.entity_id

),

all_users as (

    select * from registered
    union all
    select * from event_only

),

final as (

    select
        user_accounts.account_key,
        all_users.user_id,
        user_accounts.account_id,
        user_accounts.method as account_method,
        all_users.email,
        all_users.email_domain,
        all_users.name,
        all_users.job_title,
        all_users.signup_source,
        all_users.invited_or_self,
        all_users.country,
        all_users.created_at,
        all_users.deleted_at,
        all_users.is_registered,
        all_users.is_event_only

    from all_users

    inner join user_accounts
        on all_users.user_id = user_accounts.user_id

    left join excluded_users
        on all_users.user_id = excluded_users.user_id

    where excluded_users.user_id is null

)

select * from final
