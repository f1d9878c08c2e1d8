/*---
view: facts.account_sources
description: >
  Where each account came from: the sign-up source of its first registered user, as recorded by `as_of`. Null
  when nothing was recorded for that user.
owner: growth-data
grain: one row per account with a registered user
key: [account_key]
time: signed_up_at
---*/

with

user_creations as (

    select * from facts.user_creations

),

users as not materialized (

    select * from entities.users

),

-- the users of each account, by their registration
ranked_users as (

    select
        user_creations.account_key,
        user_creations.created_at as signed_up_at,
        users.signup_source,
        row_number() over (
            partition by user_creations.account_key
            order by user_creations.created_at, user_creations.user_id
        ) as position

    from user_creations

    cross join parameters.business as parameters

    inner join users
        on user_creations.account_key = users.account_key
        and user_creations.user_id = users.user_id

    where
        user_creations.is_registered
        and user_creations.created_at <= parameters.as_of

),

final as (

    select
        account_key,
        signed_up_at,
        signup_source

    from ranked_users

    where position = 1

)

select * from final
