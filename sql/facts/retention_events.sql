/*---
view: facts.retention_events
description: >
  Every event recorded by `as_of`, and whether it starts a cohort, counts as a return, both or neither.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
---*/

with

events as (

    select * from facts.events

),

-- the return event is the core action when none is named, and every event that is not passive when neither is
final as (

    select
        events.account_key,
        events.user_id,
        events.workspace_id,
        events.account_id,
        events.event_account_key,
        events.event_id,
        events.occurred_at,
        events.properties,
        plumbline.matches_event(
            events.event_name,
            events.properties,
            parameters.retention_start_event,
            null
        ) as has_start_name,
        plumbline.matches_event(
            events.event_name,
            events.properties,
            parameters.retention_start_event,
            parameters.retention_start_event_conditions
        ) as is_start,
        case
            when parameters.retention_return_event is not null
                then plumbline.matches_event(
                    events.event_name,
                    events.properties,
                    parameters.retention_return_event,
                    parameters.retention_return_event_conditions
                )
            when parameters.core_action is not null
                then plumbline.matches_event(
                    events.event_name,
                    events.properties,
                    parameters.core_action,
                    parameters.core_action_conditions
                )
            else events.event_name <> all (parameters.passive_events)
        end as is_return

    from events

    cross join parameters.business as parameters

    where events.recorded_at <= parameters.as_of

)

select * from final
