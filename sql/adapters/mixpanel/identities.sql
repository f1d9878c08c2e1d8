/*---
table: identities
description: The user of each anonymous id, from `$identify` and `$merge`; the later link wins.
needs: [export]
---*/

with

events as (

    select * from vendor.export

),

settings as (

    select * from vendor.settings

),

-- a merge names two ids; the one of a device is the anonymous one
links as (

    select
        events.anon_id as anonymous_id,
        events.identified_id as user_id,
        events.time

    from events

    where events.event = '$identify'

    union all

    select
        case
            when events.distinct_ids ->> 1 like '$device:%' then events.distinct_ids ->> 1
            else events.distinct_ids ->> 0
        end as anonymous_id,
        case
            when events.distinct_ids ->> 1 like '$device:%' then events.distinct_ids ->> 0
            else events.distinct_ids ->> 1
        end as user_id,
        events.time

    from events

    where events.event = '$merge'

),

final as (

    select distinct on (links.anonymous_id)
        links.anonymous_id,
        links.user_id,
        (links.time at time zone 'UTC') at time zone settings.time_zone as linked_at

    from links

    cross join settings

    where
        links.anonymous_id is not null
        and links.user_id is not null

    order by links.anonymous_id, links.time desc, links.user_id

)

select * from final
