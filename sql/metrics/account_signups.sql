/*---
view: metrics.account_signups
description: Every account, dated by the creation of its first registered workspace.
owner: growth-data
grain: one row per account that has a workspace
key: [account_key]
time: created_at
entities:
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [workspaces]
metrics:
  account_signups:
    kind: count
    version: 2
    unit: count
    description: Accounts whose first workspace was created in the period.
edge_cases:
  - A workspace without a company is an account of its own.
  - A company without a workspace has not signed up, and has no date.
choices:
  - question: When does an account sign up?
    answer: When its first registered workspace is created.
    because: Sales may enter a company in the CRM long before or after its people come to the product.
    others:
      CRM reports: At the creation of the company's record.
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
