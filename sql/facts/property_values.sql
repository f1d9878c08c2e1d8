/*---
view: facts.property_values
description: >
  Every event recorded by `as_of` that matches the option property_event, with the value of the property that
  the option property_name names: as text, and as a number where it is one.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
columns:
  text_value: { description: "The value as text. Null when the event has no such property, or null in it." }
  number_value:
    description: >
      The value as a number: a JSON number, or a text that is a decimal number of at most 20 digits before and
      after the point. Null for all other values.
---*/

with

events as (

    select * from facts.events

),

matching_events as (

    select
        events.account_key,
        events.user_id,
        events.workspace_id,
        events.event_account_key,
        events.event_id,
        events.occurred_at,
        events.properties -> parameters.property_name as value,
        plumbline.text_or_null(events.properties ->> parameters.property_name) as text_value

    from events

    cross join parameters.business as parameters

    where
        events.recorded_at <= parameters.as_of
        and plumbline.matches_event(
            events.event_name,
            events.properties,
            parameters.property_event,
            parameters.property_event_conditions
        )

),

final as (

    select
        account_key,
        user_id,
        workspace_id,
        event_account_key,
        event_id,
        occurred_at,
        text_value,
        plumbline.number_or_null(
            case
                when jsonb_typeof(value) = 'number' then text_value::numeric
                when
                    jsonb_typeof(value) = 'string'
                    and text_value ~ '^[+-]?([0-9]{1,20}(\.[0-9]{0,20})?|\.[0-9]{1,20})$'
                    then text_value::numeric
            end
        ) as number_value

    from matching_events

)

select * from final
