/*---
view: facts.account_features
description: >
  How many different features the users of each account used in each window that ends with `as_of`. A
  feature is an event that is not passive.
owner: growth-data
grain: one row per account and window in which a feature was used
key: [account_key, window_days]
---*/

with

events as not materialized (

    select * from facts.events

),

windows as (

    select * from parameters.measure_windows

),

-- how many days before `as_of` each feature was last used
features as (

    select
        events.account_key,
        events.event_name,
        plumbline.local_date(parameters.as_of, parameters.time_zone)
        - plumbline.local_date(max(events.occurred_at), parameters.time_zone) as days_ago,
        coalesce(events.event_name = any (parameters.paid_features), false) as is_paid

    from events

    cross join parameters.business as parameters

    where
        events.user_id is not null
        and events.recorded_at <= parameters.as_of
        and events.occurred_at > parameters.as_of - interval '91 days'
        and events.event_name <> all (parameters.passive_events)

    group by
        events.account_key,
        events.event_name,
        parameters.as_of,
        parameters.time_zone,
        parameters.paid_features

),

final as (

    select
        features.account_key,
        windows.window_days,
        count(*) as features_used,
        count(*) filter (where features.is_paid) as paid_features_used

    from features

    inner join windows
        on features.days_ago < windows.window_days

    group by features.account_key, windows.window_days

)

select * from final
