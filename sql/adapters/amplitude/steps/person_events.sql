/*---
step: person_events
description: Every event with its person, after merges; a person who ever had a user id is identified.
---*/

with

events as (

    select * from vendor.events

),

merges as (

    select * from vendor.merge_amplitude_ids

),

known as (

    select
        events.uuid,
        events.event_type,
        events.event_time,
        events.server_received_time,
        coalesce(merges.merged_amplitude_id, events.amplitude_id) as person_id,
        events.user_id,
        events.country,
        events.event_properties,
        events.user_properties

    from events

    left join merges on events.amplitude_id = merges.amplitude_id

),

final as (

    select
        uuid,
        event_type,
        event_time,
        server_received_time,
        person_id,
        bool_or(user_id is not null) over (partition by person_id) as is_identified,
        country,
        event_properties,
        user_properties

    from known

)

select * from final
