/*---
view: facts.retention_events
description: >
  Every event that was known by then, and whether it starts a cohort, counts as coming back, both or neither.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
---*/

with

events as (

    select * from facts.events

),

-- the return event is the core action when none is named, and any event that is not passive when neither is
returns_named as (

    select
        events.account_key,
        events.user_id,
        events.workspace_id,
        events.account_id,
        events.event_account_key,
        events.event_id,
        events.occurred_at,
        events.properties,
        jsonb_build_object('event', events.event_name, 'where', events.properties) as described,
        parameters.start_event is not null
        and (
            events.event_name = any (parameters.start_event)
            or '*' = any (parameters.start_event)
        ) as has_start_name,
        case
            when '*' = any (coalesce(parameters.return_event, parameters.core_action)) then true
            when coalesce(parameters.return_event, parameters.core_action) is null
                then events.event_name <> all (parameters.passive_events)
            else
                events.event_name = any (coalesce(parameters.return_event, parameters.core_action))
        end as has_return_name

    from events

    cross join parameters.business as parameters

    where events.known_at <= parameters.as_of

),

final as (

    select
        returns_named.account_key,
        returns_named.user_id,
        returns_named.workspace_id,
        returns_named.account_id,
        returns_named.event_account_key,
        returns_named.event_id,
        returns_named.occurred_at,
        returns_named.properties,
        returns_named.has_start_name,
        returns_named.has_start_name
        and (
            parameters.start_event_conditions is null
            or returns_named.described @> any (parameters.start_event_conditions)
        ) as is_start,
        returns_named.has_return_name
        and (
            case
                when parameters.return_event is null then parameters.core_action_conditions
                else parameters.return_event_conditions
            end is null
            or returns_named.described @> any (
                case
                    when parameters.return_event is null then parameters.core_action_conditions
                    else parameters.return_event_conditions
                end
            )
        ) as is_return

    from returns_named

    cross join parameters.business as parameters

)

select * from final
