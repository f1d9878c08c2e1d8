/*---
view: facts.accounts_in_use
description: >
  Every account that somebody had begun to use or to pay for as of then. A company that only the CRM knows
  is none.
owner: growth-data
grain: one row per account
key: [account_key]
---*/

with

users as not materialized (

    select * from entities.users

),

workspaces as not materialized (

    select * from entities.workspaces

),

buyers as not materialized (

    select * from entities.buyers

),

subscription_periods as (

    select * from staging.subscription_periods

),

begun as (

    select
        account_key,
        known_at as began_at
    from users
    union all
    select
        account_key,
        known_at as began_at
    from workspaces
    union all
    select
        buyers.account_key,
        subscription_periods.valid_from as began_at
    from buyers
    inner join subscription_periods
        on buyers.buyer_id = subscription_periods.customer_id

),

final as (

    select begun.account_key

    from begun

    cross join parameters.business as parameters

    where begun.began_at <= parameters.as_of

    group by begun.account_key

)

select * from final
