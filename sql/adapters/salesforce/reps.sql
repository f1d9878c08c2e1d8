/*---
table: reps
description: >
  Users with a declared role, and those who own deals. They start with their account, or with their first deal
  where it has no date.
needs: [user]
---*/

with

users as (

    select * from vendor.user

),

roles as (

    select * from vendor.user_role

),

opportunities as (

    select * from vendor.opportunity

),

settings as (

    select * from vendor.settings

),

owners as (

    select
        owner_id,
        min(created_date) as first_deal_at

    from opportunities

    where is_deleted is not true

    group by owner_id

),

known as (

    select
        users.id,
        coalesce(
            settings.roles ->> roles.name,
            settings.roles ->> users.title,
            case when owners.owner_id is not null then 'sell' end
        ) as role,
        coalesce(users.created_date, owners.first_deal_at) at time zone settings.time_zone as started_at

    from users

    cross join settings

    left join roles on users.user_role_id = roles.id

    left join owners on users.id = owners.owner_id

    where
        users._fivetran_deleted is not true
        and users._fivetran_active is not false

),

final as (

    select
        id as rep_id,
        role,
        started_at::date as start_date

    from known

    where
        role is not null
        and started_at is not null

)

select * from final
