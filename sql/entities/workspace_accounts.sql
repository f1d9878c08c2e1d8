/*---
view: entities.workspace_accounts
description: >
  The account that each workspace rolls up to, by the first rule that finds one, and the confidence of that
  rule. A workspace without a match is an account of its own, `ws:<id>`. Rules apply current records to all
  of history: members count until they leave or delete themselves, and a deleted creator still counts as the
  creator. Excluded workspaces are included and flagged.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
stored: true
crosses_accounts: Accounts are assigned to workspaces here, so no row has an account yet.
---*/

with

candidates as (

    select * from entities.workspace_account_candidates

),

excluded_workspaces as (

    select * from entities.excluded_workspaces

),

ranked as (

    select
        candidates.workspace_id,
        candidates.account_id,
        candidates.method,
        candidates.rule,
        candidates.confidence,
        row_number() over (partition by workspace_id order by rule) as preference

    from candidates

),

final as (

    select
        ranked.workspace_id,
        ranked.account_id,
        coalesce(ranked.account_id, 'ws:' || ranked.workspace_id) as account_key,
        ranked.method,
        ranked.confidence,
        excluded_workspaces.workspace_id is not null as is_excluded

    from ranked

    left join excluded_workspaces
        on ranked.workspace_id = excluded_workspaces.workspace_id

    where ranked.preference = 1

)

select * from final
