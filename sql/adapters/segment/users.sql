/*---
table: users
description: One row per user that was identified; without a date of their own they start when first seen.
needs: [users or identifies]
---*/

with

profiles as (

    select * from vendor.users

),

identifies as (

    select * from vendor.identifies

),

tracks as (

    select * from vendor.tracks

),

settings as (

    select * from vendor.settings

),

sightings as (

    select
        user_id,
        timestamp,
        email

    from identifies

    union all

    select
        user_id,
        timestamp,
        null as email

    from tracks

    union all

    select
        id as user_id,
        created_at as timestamp,
        email

    from profiles

),

seen as (

    select
        user_id,
        min(timestamp) as first_seen_at,
        (array_agg(email order by timestamp desc) filter (where email is not null))[1] as email

    from sightings

    where user_id is not null

    group by user_id

),

final as (

    select
        seen.user_id,
        coalesce(profiles.email, seen.email) as email,
        coalesce(profiles.created_at, seen.first_seen_at) as created_at,
        profiles.name,
        profiles.title as job_title,
        coalesce(
            settings.internal_domains ? split_part(lower(coalesce(profiles.email, seen.email)), '@', 2), false
        ) as is_internal

    from seen

    cross join settings

    left join profiles on seen.user_id = profiles.id

)

select * from final
