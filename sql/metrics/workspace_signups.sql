/*---
view: metrics.workspace_signups
description: Every workspace, at the moment it was made.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
time: created_at
entities: { entities.workspaces: workspace_id, entities.accounts: account_key }
requires: [workspaces]
metrics:
  workspace_signups:
    kind: count
    version: 2
    unit: count
    description: Workspaces made in the period.
---*/

with

workspace_starts as (

    select * from entities.workspace_starts

),

final as (

    select
        workspace_starts.account_key,
        workspace_starts.workspace_id,
        workspace_starts.created_at

    from workspace_starts

    cross join parameters.business as parameters

    where
        workspace_starts.is_registered
        and workspace_starts.known_from <= parameters.as_of
        and workspace_starts.known_until > parameters.as_of

)

select * from final
