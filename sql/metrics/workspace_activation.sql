/*---
view: metrics.workspace_activation
description: >
  Every workspace by the moment it was made, with whether its people did enough core actions within the
  window. A team activates as a team: this says nothing of each member.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
time: created_at
entities: { entities.workspaces: workspace_id, entities.accounts: account_key }
requires: [product_events, workspaces]
metrics:
  eligible_workspaces:
    kind: count
    where: is_eligible
    immature: not is_eligible
    unit: count
    description: Workspaces made in the period whose activation window is over.
  activated_workspaces:
    kind: count
    where: is_eligible and is_activated
    immature: not is_eligible
    unit: count
    description: >
      Workspaces made in the period that activated within the window, of those whose window is over.
  workspace_activation_rate:
    kind: ratio
    numerator: activated_workspaces
    denominator: eligible_workspaces
    unit: ratio
    description: >
      The share of the period's workspaces that activated within the window. Null when no window is over yet.
crosses_accounts: A workspace's core actions are done by people of any account.
---*/

with

workspaces as not materialized (

    select * from entities.workspaces

),

core_actions as (

    select * from facts.core_actions

),

actions_in_time as (

    select
        workspaces.workspace_id,
        count(*) as actions,
        count(distinct core_actions.user_id) as people

    from workspaces

    cross join parameters.business as parameters

    inner join core_actions
        on workspaces.workspace_id = core_actions.workspace_id
        and core_actions.occurred_at
            <= workspaces.created_at + parameters.workspace_activation_window_days * interval '24 hours'

    group by workspaces.workspace_id

),

final as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        workspaces.created_at,
        coalesce(actions_in_time.actions, 0) >= parameters.workspace_activation_min_count
        and coalesce(actions_in_time.people, 0) >= parameters.workspace_activation_users as is_activated,
        workspaces.created_at + parameters.workspace_activation_window_days * interval '24 hours'
        <= parameters.as_of as is_eligible

    from workspaces

    cross join parameters.business as parameters

    left join actions_in_time
        on workspaces.workspace_id = actions_in_time.workspace_id

    where
        workspaces.is_registered
        and workspaces.created_at <= parameters.as_of

)

select * from final
