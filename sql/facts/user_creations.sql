/*---
view: facts.user_creations
description: When each user was created, as recorded by `as_of`.
owner: growth-data
grain: one row per user
key: [user_id]
time: created_at
---*/

with

user_creation_history as (

    select * from entities.user_creation_history

),

final as not materialized (

    select
        user_creation_history.account_key,
        user_creation_history.user_id,
        user_creation_history.signup_account_key,
        user_creation_history.is_registered,
        user_creation_history.created_at

    from user_creation_history

    cross join parameters.business as parameters

    where
        user_creation_history.recorded_from <= parameters.as_of
        and user_creation_history.recorded_to > parameters.as_of

)

select * from final
