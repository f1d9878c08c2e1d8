/*---
table: product_events
description: One row per event; its time may lie after its receipt where a clock is wrong.
needs: [events]
---*/

with

events as (

    select * from vendor.person_events

),

settings as (

    select * from vendor.settings

),

final as (

    select
        events.uuid as event_id,
        events.event_time as occurred_at,
        events.server_received_time as received_at,
        events.event_type as event_name,
        case when not events.is_identified then events.person_id end as anonymous_id,
        case when events.is_identified then events.person_id end as user_id,
        events.event_properties ->> settings.workspace_property as workspace_id,
        events.event_properties as properties

    from events

    cross join settings

)

select * from final
