/*---
view: facts.feature_uses
description: >
  Every use of a feature by a user in the last 90 days, recorded by `as_of`. A feature is an event that is
  not passive.
owner: growth-data
grain: one row per event
key: [event_id]
---*/

with

events as not materialized (

    select * from facts.events

),

final as (

    select
        events.account_key,
        events.user_id,
        events.event_id,
        events.event_name,
        plumbline.local_date(parameters.as_of, parameters.time_zone)
        - plumbline.local_date(events.occurred_at, parameters.time_zone) as days_ago

    from events

    cross join parameters.business as parameters

    where
        events.user_id is not null
        and events.recorded_at <= parameters.as_of
        and events.occurred_at > parameters.as_of - interval '91 days'
        and events.event_name <> all (parameters.passive_events)

)

select * from final
