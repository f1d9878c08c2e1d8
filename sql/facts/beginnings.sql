/*---
view: facts.beginnings
description: When each person and each account signed up, as far as it was known by then.
owner: growth-data
grain: one row per person, and one per account
key: [user_id, account_id]
time: created_at
---*/

with

user_starts as (

    select * from entities.user_starts

),

account_starts as (

    select * from entities.account_starts

),

final as (

    select
        user_starts.account_key,
        user_starts.user_id,
        null::text as account_id,
        user_starts.created_at

    from user_starts

    cross join parameters.business as parameters

    where
        user_starts.known_from <= parameters.as_of
        and user_starts.known_until > parameters.as_of

    union all

    select
        account_starts.account_key,
        null::text as user_id,
        account_starts.account_key as account_id,
        account_starts.created_at

    from account_starts

    cross join parameters.business as parameters

    where
        account_starts.known_from <= parameters.as_of
        and account_starts.known_until > parameters.as_of

)

select * from final
