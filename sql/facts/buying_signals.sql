/*---
view: facts.buying_signals
description: >
  Every sign of a user that they might buy, recorded by `as_of`: a buying event, or a conversation with a
  buying tag.
owner: growth-data
grain: one row per event or conversation tag
key: [buying_signal_id]
time: occurred_at
---*/

with

events as (

    select * from facts.events

),

conversations as (

    select * from facts.conversations

),

final as (

    select
        events.account_key,
        events.user_id,
        'event:' || events.event_id as buying_signal_id,
        events.event_name as what,
        events.occurred_at,
        events.recorded_at

    from events

    cross join parameters.business as parameters

    where
        events.user_id is not null
        and events.recorded_at <= parameters.as_of
        and events.event_name = any (parameters.buying_events)

    union all

    select
        conversations.account_key,
        conversations.user_id,
        'conversation:' || conversations.tag_id as buying_signal_id,
        conversations.tag as what,
        conversations.said_at as occurred_at,
        conversations.said_at as recorded_at

    from conversations

    cross join parameters.business as parameters

    where
        conversations.user_id is not null
        and conversations.tag = any (lower(parameters.buying_tags::text)::text [])

)

select * from final
