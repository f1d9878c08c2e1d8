/*---
table: users
description: One row per user, created when first seen.
needs: [export]
---*/

with

events as (

    select * from vendor.export

),

settings as (

    select * from vendor.settings

),

final as (

    select
        events.distinct_id as user_id,
        (min(events.time) at time zone 'UTC') at time zone settings.time_zone as created_at

    from events

    cross join settings

    where
        events.distinct_id is not null
        and events.distinct_id not like '$device:%'
        and events.distinct_id not in (
            select anon_id from events as links where links.anon_id is not null
        )

    group by events.distinct_id, settings.time_zone

)

select * from final
