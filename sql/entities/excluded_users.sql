/*---
view: entities.excluded_users
description: Colleagues and bots, who are in no number.
owner: growth-data
grain: one row per user
key: [user_id]
crosses_accounts: Whoever is excluded is excluded everywhere.
---*/

with

users as (

    select * from staging.users

),

user_ids as (

    select * from entities.user_ids

),

final as (

    select distinct user_ids.user_id

    from users

    inner join user_ids
        on users.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

    where users.is_excluded

)

select * from final
