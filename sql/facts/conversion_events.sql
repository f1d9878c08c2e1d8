/*---
view: facts.conversion_events
description: >
  Every event recorded by `as_of`, with the actor of the conversion, and whether it is an opportunity, a
  conversion, both or neither.
owner: growth-data
grain: one row per event with an actor
key: [event_id]
time: occurred_at
---*/

with

events as (

    select * from facts.events

),

-- the actor, and the property value that must be equal for an opportunity and its conversion
events_as_of as (

    select
        events.account_key,
        events.user_id,
        events.workspace_id,
        events.event_account_key,
        events.event_id,
        events.event_name,
        events.occurred_at,
        events.properties,
        case parameters.conversion_actor
            when 'user' then events.user_id
            when 'workspace' then events.workspace_id
            when 'account' then events.account_id
        end as actor_id,
        case
            when parameters.conversion_same_property is null then ''
            else events.properties ->> parameters.conversion_same_property
        end as in_common

    from events

    cross join parameters.business as parameters

    where events.recorded_at <= parameters.as_of

),

final as (

    select
        events_as_of.account_key,
        events_as_of.user_id,
        events_as_of.workspace_id,
        events_as_of.event_account_key,
        events_as_of.event_id,
        events_as_of.occurred_at,
        events_as_of.actor_id,
        events_as_of.in_common,
        plumbline.matches_event(
            events_as_of.event_name,
            events_as_of.properties,
            parameters.conversion_opportunity_event,
            parameters.conversion_opportunity_event_conditions
        ) as is_opportunity,
        plumbline.matches_event(
            events_as_of.event_name,
            events_as_of.properties,
            parameters.conversion_event,
            parameters.conversion_event_conditions
        ) as is_conversion

    from events_as_of

    cross join parameters.business as parameters

    where events_as_of.actor_id is not null

)

select * from final
