/*---
view: entities.user_creation_history
description: >
  When each user was created, with the period during which that was the recorded date. A registration is
  recorded at once; an event-only user is created by the earliest event received so far.
owner: growth-data
grain: one row per user and recorded creation date
key: [user_id, recorded_from]
time: created_at
stored: true
indexes: [[user_id], [account_key]]
---*/

with

users as (

    select * from entities.users

),

first_seen as (

    select * from entities.first_seen

),

user_account_history as (

    select * from entities.user_account_history

),

-- from the registration on
registered as (

    select
        users.account_key,
        users.user_id,
        users.account_method,
        true as is_registered,
        false as is_pre_registration,
        users.created_at,
        users.created_at as recorded_from,
        'infinity'::timestamptz as recorded_to

    from users

    where not users.is_event_only

),

-- before the registration, or without one: by the earliest event
unregistered as (

    select
        users.account_key,
        users.user_id,
        users.account_method,
        users.is_registered and users.is_event_only as is_registered,
        not users.is_event_only as is_pre_registration,
        first_seen.first_seen_at as created_at,
        first_seen.recorded_from,
        first_seen.recorded_to

    from users

    inner join first_seen
        on users.user_id = first_seen.entity_id
        and first_seen.entity_type = 'user'

),

creations as (

    select * from registered
    union all
    select * from unregistered

),

-- the account on the day of creation; accounts named only by later events do not count
final as (

    select
        creations.account_key,
        creations.user_id,
        coalesce(
            user_account_history.account_id,
            case when creations.account_method <> 'events' then creations.account_key end
        ) as signup_account_key,
        creations.account_method,
        creations.is_registered,
        creations.is_pre_registration,
        creations.created_at,
        creations.recorded_from,
        creations.recorded_to

    from creations

    left join user_account_history
        on creations.user_id = user_account_history.user_id
        and creations.created_at >= user_account_history.valid_from
        and creations.created_at < user_account_history.valid_to

)

select * from final
