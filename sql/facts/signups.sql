/*---
view: facts.signups
description: >
  When each registered user signed up: at the registration or, by option, at the user's first event. With
  that option, users without events have not signed up.
owner: growth-data
grain: one row per registered user who has signed up
key: [user_id]
time: signed_up_at
---*/

with

user_creations as (

    select * from facts.user_creations

),

events as (

    select * from facts.events

),

first_events as (

    select
        events.account_key,
        events.user_id,
        min(events.occurred_at) as occurred_at

    from events

    cross join parameters.business as parameters

    where
        parameters.signup_basis = 'first_event'
        and events.user_id is not null
        and events.recorded_at <= parameters.as_of

    group by events.account_key, events.user_id

),

dated_users as (

    select
        user_creations.account_key,
        user_creations.user_id,
        user_creations.signup_account_key,
        case
            when parameters.signup_basis = 'first_event' then first_events.occurred_at
            else user_creations.created_at
        end as signed_up_at

    from user_creations

    cross join parameters.business as parameters

    left join first_events
        on user_creations.account_key = first_events.account_key
        and user_creations.user_id = first_events.user_id

    where user_creations.is_registered

),

final as (

    select
        dated_users.account_key,
        dated_users.user_id,
        dated_users.signup_account_key,
        dated_users.signed_up_at

    from dated_users

    cross join parameters.business as parameters

    where dated_users.signed_up_at <= parameters.as_of

)

select * from final
