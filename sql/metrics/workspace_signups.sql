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
    unit: count
    description: Workspaces made in the period.
---*/

with

workspaces as (

    select * from entities.workspaces

),

final as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        workspaces.created_at

    from workspaces

    cross join parameters.business as parameters

    where
        workspaces.is_registered
        and workspaces.created_at <= parameters.as_of

)

select * from final
