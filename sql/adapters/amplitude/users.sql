/*---
table: users
description: One row per identified person, created when first seen.
needs: [events]
---*/

with

events as (

    select * from vendor.person_events

),

settings as (

    select * from vendor.settings

),

seen as (

    select
        person_id,
        min(event_time) as first_seen_at,
        (array_agg(user_properties ->> 'email' order by event_time desc)
            filter (where user_properties ->> 'email' is not null))[1] as email,
        (array_agg(country order by event_time desc) filter (where country is not null))[1] as country

    from events

    where is_identified

    group by person_id

),

final as (

    select
        seen.person_id as user_id,
        seen.email,
        seen.first_seen_at as created_at,
        seen.country,
        coalesce(settings.internal_domains ? split_part(lower(seen.email), '@', 2), false) as is_internal

    from seen

    cross join settings

)

select * from final
