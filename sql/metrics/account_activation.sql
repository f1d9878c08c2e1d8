/*---
view: metrics.account_activation
description: >
  Every company, dated by the creation of its first workspace, with the time at which its users together had
  performed enough core actions.
owner: growth-data
grain: one row per company that has a workspace
key: [account_id]
time: anchored_at
entities:
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events, workspaces]
unaffected_by:
  [
    workspace_activation_min_count,
    workspace_activation_users,
    workspace_activation_window_days,
  ]
affected_with:
  passive_events: { core_action: [none] }
metrics:
  eligible_accounts:
    kind: conversion
    unaffected_by:
      [
        account_activation_min_count,
        account_activation_users,
        conversion_criteria,
        core_action,
        passive_events,
      ]
    actor: account_id
    measure: eligible
    criteria_events_from: facts.events
    version: 2
    unit: count
    description: Companies whose first workspace was created in the period and whose window is over.
  activated_accounts:
    kind: conversion
    actor: account_id
    measure: converted
    criteria_events_from: facts.events
    version: 2
    unit: count
    description: >
      Companies whose first workspace was created in the period and that activated
      {{account_activation_window_days}}, among those whose window is over.
  account_activation_rate:
    kind: ratio
    numerator: activated_accounts
    denominator: eligible_accounts
    version: 2
    unit: ratio
    description: >
      The share of the period's accounts that activated {{account_activation_window_days}}. Null when no
      window is over yet.
crosses_accounts: Users of several accounts may act in one team.
edge_cases:
  - The window starts with the first workspace of the company, not with its record in the CRM.
  - Core actions in all workspaces of the company count together.
choices:
  - question: User, workspace or company?
    answer: Each one is a family of metrics; this one counts companies.
    because: The three rates differ, and one name for all of them cannot be compared.
    others:
      Products for individuals: Only users activate.
      Products for teams: Only accounts activate.
    options: [account_activation_users, account_activation_min_count]
---*/

with

team_activations as (

    select * from facts.team_activations

),

final as (

    select
        account_key,
        team_id as account_id,
        anchored_at,
        activated_at as converted_at,
        window_ends_at

    from team_activations

    where scope = 'account'

)

select * from final
