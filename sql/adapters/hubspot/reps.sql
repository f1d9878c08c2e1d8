/*---
table: reps
description: Owners with a declared role, and those who own deals.
needs: [owner]
---*/

with

owners as (

    select * from vendor.owner

),

opportunities as (

    select * from vendor.deal

),

settings as (

    select * from vendor.settings

),

known as (

    select
        owners.owner_id,
        coalesce(
            settings.roles ->> owners.owner_id,
            settings.roles ->> owners.email,
            case
                when owners.owner_id in (select owner_id from opportunities where owner_id is not null)
                    then 'sell'
            end
        ) as role,
        owners.created_at at time zone settings.time_zone as started_at

    from owners

    cross join settings

    where owners._fivetran_deleted is not true

),

final as (

    select
        owner_id as rep_id,
        role,
        started_at::date as start_date

    from known

    where
        role is not null
        and started_at is not null

)

select * from final
