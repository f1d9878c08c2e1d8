/*---
view: metrics.account_signups
description: Every account, at the moment at which the first of its workspaces that signed up was made.
owner: growth-data
grain: one row per account that has a workspace
key: [account_key]
time: created_at
entities: { entities.accounts: account_key }
requires: [workspaces]
metrics:
  account_signups:
    kind: count
    version: 2
    unit: count
    description: Accounts whose first workspace was made in the period.
---*/

with

account_starts as (

    select * from entities.account_starts

),

final as (

    select
        account_starts.account_key,
        account_starts.created_at

    from account_starts

    cross join parameters.business as parameters

    where
        account_starts.known_from <= parameters.as_of
        and account_starts.known_until > parameters.as_of

)

select * from final
