/*---
view: entities.workspace_accounts
description: >
  The company that each workspace rolls up to, by the first of six rules that finds one, and how
  sure we are. A workspace that no rule places is an account of its own, `ws:<id>`. Members count until they
  leave or delete themselves, also towards what happened before: as with everything that says who somebody is,
  what is known now holds for all of history. Whoever made the workspace has made it, deleted or not. Excluded
  workspaces are placed too, and marked.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
stored: true
crosses_accounts: Workspaces are given to accounts here, so no row has an account yet.
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
