/*---
view: entities.user_creation_history
description: >
  When each person began to use the product, and from when until when that was what was known: a registration
  is known at once, a person known only from events began with the earliest event received by then.
owner: growth-data
grain: one row per user and beginning known
key: [user_id, known_from]
time: created_at
stored: true
indexes: [[user_id], [account_key]]
---*/

with

users as (

    select * from entities.users

),

first_sightings as (

    select * from entities.first_sightings

),

dated_accounts as (

    select * from entities.dated_accounts

),

-- known from the registration on
registered as (

    select
        users.account_key,
        users.user_id,
        users.account_method,
        true as is_registered,
        false as is_before_registration,
        users.created_at,
        users.created_at as known_from,
        'infinity'::timestamptz as known_until

    from users

    where not users.is_only_seen

),

-- and before it, or without one, from having been seen
seen as (

    select
        users.account_key,
        users.user_id,
        users.account_method,
        users.is_registered and users.is_only_seen as is_registered,
        not users.is_only_seen as is_before_registration,
        first_sightings.seen_at as created_at,
        first_sightings.known_from,
        first_sightings.known_until

    from users

    inner join first_sightings
        on users.user_id = first_sightings.sighted_id
        and first_sightings.kind = 'user'

),

starts as (

    select * from registered
    union all
    select * from seen

),

-- the account they were of on that day; what later events name says nothing of it
final as (

    select
        starts.account_key,
        starts.user_id,
        coalesce(
            dated_accounts.account_id,
            case when starts.account_method <> 'events' then starts.account_key end
        ) as signup_account_key,
        starts.account_method,
        starts.is_registered,
        starts.is_before_registration,
        starts.created_at,
        starts.known_from,
        starts.known_until

    from starts

    left join dated_accounts
        on starts.user_id = dated_accounts.user_id
        and starts.created_at >= dated_accounts.valid_from
        and starts.created_at < dated_accounts.valid_to

)

select * from final
