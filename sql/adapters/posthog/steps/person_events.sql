/*---
step: person_events
description: Every event with its person, whether that person is identified, and its workspace.
---*/

with

events as (

    select * from vendor.events

),

distinct_ids as (

    select * from vendor.person_distinct_ids

),

persons as (

    select * from vendor.persons

),

settings as (

    select * from vendor.settings

),

known as (

    select
        events.uuid,
        events.event,
        coalesce(distinct_ids.person_id, events.person_id, events.distinct_id) as person_id,
        events.timestamp,
        events.created_at,
        events.properties,
        case settings.workspace_group
            when 0 then events."$group_0"
            when 1 then events."$group_1"
            when 2 then events."$group_2"
            when 3 then events."$group_3"
            when 4 then events."$group_4"
        end as workspace_id

    from events

    cross join settings

    left join distinct_ids on events.distinct_id = distinct_ids.distinct_id

),

-- a person is identified by PostHog's own mark, by the event, or by a mail address
identified as (

    select id as person_id
    from persons
    where is_identified or (is_identified is null and properties ->> 'email' is not null)
    union
    select person_id
    from known
    where event = '$identify'

),

final as (

    select
        known.uuid,
        known.event,
        known.person_id,
        identified.person_id is not null as is_identified,
        known.timestamp,
        known.created_at,
        known.properties,
        known.workspace_id

    from known

    left join identified on known.person_id = identified.person_id

)

select * from final
