/*---
view: entities.user_ids
description: >
  Every id under which a person is known, registered or anonymous, and the one user it stands for.
  Two registrations with the same mail address are one person: the first registration wins.
owner: growth-data
grain: one row per id and kind of id
key: [id_kind, raw_id]
stored: true
indexes: [[raw_id]]
crosses_accounts: Ids are stitched together before anyone's account is known.
---*/

with

users as not materialized (

    select * from staging.users

),

identities as (

    select * from staging.identities

),

-- the same address again is the same person come back
registered as (

    select
        user_id as raw_id,
        case
            when email is null then user_id
            else first_value(user_id) over (partition by email order by created_at, user_id)
        end as user_id

    from users

),

-- an anonymous id follows its link, and then the registration it leads to
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
