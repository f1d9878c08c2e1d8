/*---
view: metrics.account_signups
description: Every account, dated by the creation of its first registered workspace.
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
    description: Accounts whose first workspace was created in the period.
---*/

with

account_creations as (

    select * from facts.account_creations

),

final as (

    select
        account_key,
        created_at

    from account_creations

)

select * from final
