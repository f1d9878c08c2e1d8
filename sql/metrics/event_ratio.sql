/*---
view: metrics.event_ratio
description: >
  Every event recorded by `as_of` that matches one of two options: the event to count
  (ratio_numerator_event), or the event to divide by (ratio_denominator_event).
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
entities:
  entities.users: "user_id, account_key"
  entities.workspaces: workspace_id
  entities.accounts: event_account_key
  facts.account_segments: "event_account_key, event_month"
  facts.account_months: "event_account_key, event_month"
  facts.account_origins: event_account_key
requires: [product_events]
needs_options: [ratio_numerator_event, ratio_denominator_event]
metrics:
  numerator_events:
    kind: count
    where: is_numerator
    unaffected_by: [ratio_denominator_event]
    unit: count
    description: Events in the period that match ratio_numerator_event.
  denominator_events:
    kind: count
    where: is_denominator
    unaffected_by: [ratio_numerator_event]
    unit: count
    description: Events in the period that match ratio_denominator_event.
  event_ratio:
    kind: ratio
    numerator: numerator_events
    denominator: denominator_events
    unit: ratio
    description: >
      Events that match ratio_numerator_event per event that matches ratio_denominator_event, both counted in
      the same period and group, by any users: not a conversion. May exceed 1. Null without events to
      divide by.
---*/

with

events as (

    select * from facts.events

),

matched_events as (

    select
        events.account_key,
        events.user_id,
        events.workspace_id,
        events.event_account_key,
        events.event_id,
        plumbline.local_month(events.occurred_at, parameters.time_zone) as event_month,
        events.occurred_at,
        plumbline.matches_event(
            events.event_name,
            events.properties,
            parameters.ratio_numerator_event,
            parameters.ratio_numerator_event_conditions
        ) as is_numerator,
        plumbline.matches_event(
            events.event_name,
            events.properties,
            parameters.ratio_denominator_event,
            parameters.ratio_denominator_event_conditions
        ) as is_denominator

    from events

    cross join parameters.business as parameters

    where events.recorded_at <= parameters.as_of

),

final as (

    select
        account_key,
        user_id,
        workspace_id,
        event_account_key,
        event_id,
        event_month,
        occurred_at,
        is_numerator,
        is_denominator

    from matched_events

    where
        is_numerator
        or is_denominator

)

select * from final
