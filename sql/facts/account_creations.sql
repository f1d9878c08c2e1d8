/*---
view: facts.account_creations
description: When each account was created, as recorded by `as_of`.
owner: growth-data
grain: one row per account
key: [account_key]
time: created_at
---*/

with

account_creation_history as (

    select * from entities.account_creation_history

),

final as not materialized (

    select
        account_creation_history.account_key,
        account_creation_history.account_key as account_id,
        account_creation_history.created_at

    from account_creation_history

    cross join parameters.business as parameters

    where
        account_creation_history.recorded_from <= parameters.as_of
        and account_creation_history.recorded_to > parameters.as_of

)

select * from final
