/*---
table: product_events
description: >
  One row per event. An id of a device, or one that `$identify` or `$merge` linked to a user, is anonymous.
needs: [export]
---*/

with

events as (

    select * from vendor.export

),

settings as (

    select * from vendor.settings

),

linked as (

    select anon_id
    from events
    where event = '$identify'

),

known as (

    select
        event,
        distinct_id,
        time,
        insert_id,
        mp_processing_time_ms,
        properties,
        distinct_id like '$device:%'
        or distinct_id in (select anon_id from linked where anon_id is not null) as is_anonymous

    from events

    where event not in ('$identify', '$merge', '$create_alias')

),

-- the seconds of the export are those of a clock in the project's zone
final as (

    select
        md5(concat_ws(
            '|', known.event, known.distinct_id, extract(epoch from known.time)::text, known.insert_id
        )) as event_id,
        (known.time at time zone 'UTC') at time zone settings.time_zone as occurred_at,
        timestamptz 'epoch' + known.mp_processing_time_ms * interval '1 millisecond' as received_at,
        known.event as event_name,
        case when known.is_anonymous then known.distinct_id end as anonymous_id,
        case when not known.is_anonymous then known.distinct_id end as user_id,
        known.properties ->> settings.workspace_property as workspace_id,
        known.properties

    from known

    cross join settings

)

select * from final
