/*---
view: facts.activity
description: >
  Everything that makes someone active and was known by then: active events or, when none are named,
  core actions.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
---*/

with

events as (

    select * from facts.events

),

final as (

    select
        events.account_key,
        events.user_id,
        events.workspace_id,
        events.account_id,
        events.event_account_key,
        events.event_id,
        events.event_name,
        events.occurred_at

    from events

    cross join parameters.business as parameters

    where
        events.known_at <= parameters.as_of
        and case
            when coalesce(parameters.active_event, parameters.core_action) is null
                then events.event_name <> all (parameters.passive_events)
            else
                '*' = any (coalesce(parameters.active_event, parameters.core_action))
                or events.event_name = any (coalesce(parameters.active_event, parameters.core_action))
        end
        and (
            case
                when parameters.active_event is null then parameters.core_action_conditions
                else parameters.active_event_conditions
            end is null
            or jsonb_build_object('event', events.event_name, 'where', events.properties)
            @> any (
                case
                    when parameters.active_event is null then parameters.core_action_conditions
                    else parameters.active_event_conditions
                end
            )
        )

)

select * from final
