/*---
view: entities.workspaces
description: >
  Every workspace, with the account it rolls up to. An event-only workspace is included, and created when
  first seen. Workspaces of internal users, testers and bots are excluded.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
time: created_at
dimensions:
  workspace:
    description: The workspace's key. Null when it is unknown.
    column: workspace_id
    immutable: true
  workspace_name: { description: "The workspace's name. Null when unknown.", column: name, immutable: true }
  workspace_plan: { description: "The workspace's current plan. Null when unknown.", column: plan }
  roll_up_method:
    description: The rule that assigned the account to the workspace.
    values:
      [explicit, crm_link, identity_override, workspace_domain, member_majority, owner_domain, events, none]
  roll_up_confidence:
    description: >
      How reliable the rule is that assigned the account to the workspace, from 0 (no account) to 1.
    type: numeric
stored: true
indexes: [[workspace_id], [account_key]]
---*/

with

registered_workspaces as not materialized (

    select * from entities.registered_workspaces

),

workspace_accounts as (

    select * from entities.workspace_accounts

),

stitched_events as (

    select * from entities.stitched_events

),

first_seen as (

    select * from entities.first_seen

),

registered as (

    select
        workspace_accounts.account_key,
        registered_workspaces.workspace_id,
        workspace_accounts.account_id,
        workspace_accounts.method as roll_up_method,
        workspace_accounts.confidence as roll_up_confidence,
        registered_workspaces.name,
        registered_workspaces.plan,
        registered_workspaces.domain,
        registered_workspaces.created_by_user_id,
        registered_workspaces.created_at,
        registered_workspaces.deleted_at,
        true as is_registered,
        false as is_event_only

    from registered_workspaces

    inner join workspace_accounts
        on registered_workspaces.workspace_id = workspace_accounts.workspace_id

    where not workspace_accounts.is_excluded

),

-- workspaces known only from events, created by their earliest event
unregistered_workspaces as (

    select
        first_seen.entity_id as workspace_id,
        min(first_seen.first_seen_at) as created_at

    from first_seen

    left join registered
        on first_seen.entity_id = registered.workspace_id

    where
        first_seen.entity_type = 'workspace'
        and registered.workspace_id is null

    group by first_seen.entity_id

),

-- the only account that its events name
named_accounts as (

    select
        workspace_id,
        min(account_id) as account_id

    from stitched_events

    where workspace_id is not null

    group by workspace_id

    having count(distinct account_id) = 1

),

-- the account of its customer precedes the account that its events name
event_only as (

    select
        coalesce(
            workspace_accounts.account_id,
            named_accounts.account_id,
            'ws:' || unregistered_workspaces.workspace_id
        ) as account_key,
        unregistered_workspaces.workspace_id,
        coalesce(workspace_accounts.account_id, named_accounts.account_id) as account_id,
        case
            when workspace_accounts.account_id is not null then workspace_accounts.method
            when named_accounts.account_id is not null then 'events'
            else 'none'
        end as roll_up_method,
        case
            when workspace_accounts.account_id is not null then workspace_accounts.confidence
            when named_accounts.account_id is not null then 0.60
            else 0.00
        end as roll_up_confidence,
        null::text as name,
        null::text as plan,
        null::text as domain,
        null::text as created_by_user_id,
        unregistered_workspaces.created_at,
        null::timestamptz as deleted_at,
        not exists (select 1 from staging.workspaces) as is_registered,
        true as is_event_only

    from unregistered_workspaces

    left join workspace_accounts
        on unregistered_workspaces.workspace_id = workspace_accounts.workspace_id

    left join named_accounts
        on unregistered_workspaces.workspace_id = named_accounts.workspace_id

),

final as (

    select * from registered
    union all
    select * from event_only

)

select * from final
