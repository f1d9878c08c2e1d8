/*---
view: metrics.workspace_activation
description: >
  Every workspace, dated by its creation, with the time at which its users together had performed enough
  core actions.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
time: anchored_at
entities:
  entities.workspaces: workspace_id
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events, workspaces]
unaffected_by:
  [
    account_activation_min_count,
    account_activation_users,
    account_activation_window_days,
  ]
affected_with:
  passive_events: { core_action: [none] }
metrics:
  eligible_workspaces:
    kind: conversion
    unaffected_by:
      [
        workspace_activation_min_count,
        workspace_activation_users,
        conversion_criteria,
        core_action,
        passive_events,
      ]
    actor: workspace_id
    measure: eligible
    criteria_events_from: facts.events
    version: 2
    unit: count
    description: Workspaces created in the period whose activation window is over.
  activated_workspaces:
    kind: conversion
    actor: workspace_id
    measure: converted
    criteria_events_from: facts.events
    version: 2
    unit: count
    description: >
      Workspaces created in the period that activated {{workspace_activation_window_days}}, among those whose
      window is over.
  workspace_activation_rate:
    kind: ratio
    numerator: activated_workspaces
    denominator: eligible_workspaces
    version: 2
    unit: ratio
    description: >
      The share of the period's workspaces that activated {{workspace_activation_window_days}}. Null
      when no window is over yet.
crosses_accounts: Users of several accounts may act in one team.
edge_cases:
  - Core actions of all members count together.
  - A workspace whose window is not over is in no rate.
choices:
  - question: How long may a team take?
    answer: 14 days, twice as long as a user.
    because: A team has to invite and to agree before it can use the product.
    others:
      Reports with one window for all: The window of users, which counts slow teams as lost.
    options: [workspace_activation_window_days]
  - question: How many people make a team active?
    answer: One member with one core action is enough.
    because: Thresholds differ by product, and the lowest one makes no claim.
    others:
      Products for teams: Several members, or an amount of content such as a number of messages.
    options: [workspace_activation_users, workspace_activation_min_count]
---*/

with

team_activations as (

    select * from facts.team_activations

),

final as (

    select
        account_key,
        team_id as workspace_id,
        anchored_at,
        activated_at as converted_at,
        window_ends_at

    from team_activations

    where scope = 'workspace'

)

select * from final
