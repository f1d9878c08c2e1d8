/*---
table: users
description: One row per identified person, created when PostHog first saw it.
needs: [events]
---*/

with

events as (

    select * from vendor.person_events

),

persons as (

    select * from vendor.persons

),

settings as (

    select * from vendor.settings

),

seen as (

    select
        person_id,
        min(timestamp) as first_seen_at

    from events

    where is_identified

    group by person_id

),

final as (

    select
        coalesce(persons.id, seen.person_id) as user_id,
        persons.properties ->> 'email' as email,
        coalesce(persons.created_at, seen.first_seen_at) as created_at,
        persons.properties ->> 'name' as name,
        persons.properties ->> '$geoip_country_code' as country,
        coalesce(
            settings.internal_domains ? split_part(lower(persons.properties ->> 'email'), '@', 2), false
        ) as is_internal

    from seen

    cross join settings

    left join persons on seen.person_id = persons.id

)

select * from final
