/*---
view: metrics.account_signups
description: Every account, at the moment its first workspace was made.
owner: growth-data
grain: one row per account that has a workspace
key: [account_key]
time: first_workspace_at
entities: { entities.accounts: account_key }
requires: [workspaces]
metrics:
  account_signups:
    kind: count
    unit: count
    description: Accounts whose first workspace was made in the period.
---*/

with

accounts as (

    select * from entities.accounts

),

final as (

    select
        accounts.account_key,
        accounts.first_workspace_at

    from accounts

    cross join parameters.business as parameters

    where accounts.first_workspace_at <= parameters.as_of

)

select * from final
