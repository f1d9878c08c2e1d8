/*---
view: metrics.workspace_signups
description: Every registered workspace, dated by its creation.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
time: created_at
entities:
  entities.workspaces: workspace_id
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [workspaces]
metrics:
  workspace_signups:
    kind: count
    version: 2
    unit: count
    description: Workspaces created in the period.
edge_cases:
  - A workspace created by an internal, test or bot user does not count, nor does its use.
---*/

with

workspace_creations as (

    select * from facts.workspace_creations

),

final as (

    select
        account_key,
        workspace_id,
        created_at

    from workspace_creations

)

select * from final
