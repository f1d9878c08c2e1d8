/*---
view: facts.preceding_events
description: >
  The event that directly precedes each conversion among all events of its actor; only for conversions in
  strict order. Of several events at one moment, opportunities come first and conversions next.
owner: growth-data
grain: one row per conversion with an earlier event of its actor
key: [event_id]
crosses_accounts: An actor may be a workspace with users of several accounts.
---*/

with

conversion_events as (

    select * from facts.conversion_events

),

numbered_events as (

    select
        conversion_events.event_id,
        conversion_events.is_conversion,
        lag(conversion_events.event_id) over (
            partition by conversion_events.actor_id
            order by
                conversion_events.occurred_at,
                conversion_events.is_opportunity desc,
                conversion_events.is_conversion desc,
                conversion_events.event_id
        ) as preceding_event_id

    from conversion_events

    cross join parameters.business as parameters

    where parameters.conversion_order = 'strict'

),

final as (

    select
        event_id,
        preceding_event_id

    from numbered_events

    where
        is_conversion
        and preceding_event_id is not null

)

select * from final
