/*---
view: facts.core_actions
description: >
  Every core action recorded by `as_of`: the event in which the product delivers its value.
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
        events.recorded_at <= parameters.as_of
        and case
            when parameters.core_action is not null
                then plumbline.matches_event(
                    events.event_name,
                    events.properties,
                    parameters.core_action,
                    parameters.core_action_conditions
                )
            else events.event_name <> all (parameters.passive_events)
        end

)

select * from final
