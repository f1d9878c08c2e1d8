/*---
view: metrics.workspace_roll_up
description: >
  Every registered workspace that exists as of `as_of`, with whether it rolls up to an account and whether
  several accounts claim it. The rules apply today's records.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
entities: { entities.workspaces: workspace_id, entities.accounts: account_key }
requires: [workspaces]
metrics:
  existing_workspaces:
    kind: count
    unit: count
    description: Registered workspaces that exist as of `as_of`.
  unlinked_workspaces:
    kind: count
    where: is_unlinked
    unit: count
    description: Existing workspaces for which no rule found an account, each an account of its own.
  unlinked_share:
    kind: ratio
    numerator: unlinked_workspaces
    denominator: existing_workspaces
    unit: ratio
    description: >
      The share of the existing workspaces for which no rule found an account. Null without a workspace.
  conflicting_workspaces:
    kind: count
    where: claiming_accounts > 1
    unit: count
    description: >
      Existing workspaces that two or more accounts claim: the rules propose different accounts, or customers
      of different accounts pay. The first rule wins.
  accounts_with_workspaces:
    kind: count_distinct
    expression: account_key
    unit: count
    description: Accounts that have an existing workspace, companies or workspaces without one.
  workspaces_per_account:
    kind: ratio
    numerator: existing_workspaces
    denominator: accounts_with_workspaces
    unit: ratio
    description: The mean number of existing workspaces of an account. Null without a workspace.
---*/

with

workspaces as not materialized (

    select * from entities.workspaces

),

workspace_creations as (

    select * from facts.workspace_creations

),

workspace_claims as (

    select * from entities.workspace_claims

),

final as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        workspaces.roll_up_method = 'none' as is_unlinked,
        coalesce(workspace_claims.claiming_accounts, 0) as claiming_accounts

    from workspaces

    cross join parameters.business as parameters

    inner join workspace_creations
        on workspaces.account_key = workspace_creations.account_key
        and workspaces.workspace_id = workspace_creations.workspace_id

    left join workspace_claims
        on workspaces.workspace_id = workspace_claims.workspace_id

    where
        workspaces.is_registered
        and (workspaces.deleted_at is null or workspaces.deleted_at > parameters.as_of)

)

select * from final
