/*---
view: entities.user_ids
description: >
  Every registered or anonymous id, and the canonical id of its user. Two registrations with the same mail
  address are one user, under the id of the first registration.
owner: growth-data
grain: one row per id and kind of id
key: [id_kind, raw_id]
stored: true
indexes: [[raw_id]]
crosses_accounts: Ids are resolved before accounts are assigned.
---*/

with

users as not materialized (

    select * from staging.users

),

identities as (

    select * from staging.identities

),

-- registrations with the same mail address belong to one user
registered as (

    select
        user_id as raw_id,
        case
            when email is null then user_id
            else first_value(user_id) over (partition by email order by created_at, user_id)
        end as user_id

    from users

),

-- an anonymous id is linked to a registration, which may itself lead to an earlier one
linked as (

    select
        identities.anonymous_id as raw_id,
        coalesce(registered.user_id, identities.user_id) as user_id

    from identities

    left join registered
        on identities.user_id = registered.raw_id

),

final as (

    select
        'user'::text as id_kind,
        raw_id,
        user_id

    from registered

    union all

    select
        'anonymous'::text as id_kind,
        raw_id,
        user_id

    from linked

)

select * from final
