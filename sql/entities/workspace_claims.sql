/*---
view: entities.workspace_claims
description: >
  How many accounts claim each workspace: those that any roll-up rule proposes, whichever rule wins, and those
  of the customers that pay for it.
owner: growth-data
grain: one row per workspace that an account claims
key: [workspace_id]
crosses_accounts: Several accounts claim one workspace.
---*/

with

candidates as (

    select * from entities.workspace_account_candidates

),

billing_customers as (

    select * from staging.billing_customers

),

claims as (

    select
        workspace_id,
        account_id
    from candidates
    where account_id is not null
    union
    select
        workspace_id,
        account_id
    from billing_customers
    where
        workspace_id is not null
        and account_id is not null

),

final as (

    select
        workspace_id,
        count(*) as claiming_accounts

    from claims

    group by workspace_id

)

select * from final
