/*---
view: facts.feature_days
description: >
  Every local day on which a user of an account used a feature, and when the first of these events was
  recorded, by `as_of`. A feature is an event that is not passive.
owner: growth-data
grain: one row per account, feature and day
key: [account_key, event_name, used_on]
time: used_on
---*/

with

events as not materialized (

    select * from facts.events

),

final as (

    select
        events.account_key,
        events.event_name,
        plumbline.local_date(events.occurred_at, parameters.time_zone) as used_on,
        min(events.recorded_at) as recorded_at

    from events

    cross join parameters.business as parameters

    where
        events.user_id is not null
        and events.recorded_at <= parameters.as_of
        and events.event_name <> all (parameters.passive_events)

    group by
        events.account_key,
        events.event_name,
        plumbline.local_date(events.occurred_at, parameters.time_zone)

)

select * from final
