/*---
view: metrics.free_to_paid
description: >
  Every workspace, dated by its creation, with the time of its first payment: by a buyer of its own, or by a
  buyer of the whole account. A failed charge does not count.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
time: created_at
entities:
  entities.workspaces: workspace_id
  entities.accounts: account_key
  facts.early_workspace_activations: workspace_id
requires: [workspaces, subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so only contracts pay for workspaces.
  invoices: No invoices were provided, so every subscription counts as paid for.
metrics:
  eligible_for_paid:
    kind: conversion
    unaffected_by: [contract_past_due_grace_days, past_due_grace_days, payment_terms_days, usage_revenue]
    actor: workspace_id
    measure: eligible
    unit: count
    description: Workspaces created in the period whose window is over.
  newly_paid_workspaces:
    kind: conversion
    actor: workspace_id
    measure: converted
    unit: count
    version: 2
    description: >
      Workspaces created in the period that were paid for {{free_to_paid_window_days}}, among those whose
      window is over; a workspace created in a paying account is paid for at once.
  free_to_paid_rate:
    kind: ratio
    numerator: newly_paid_workspaces
    denominator: eligible_for_paid
    unit: ratio
    version: 2
    description: >
      The share of the period's workspaces that became paid {{free_to_paid_window_days}}. Null when no window
      is over.
  days_to_paid_p50:
    kind: conversion
    actor: workspace_id
    measure: duration
    unit: days
    version: 2
    description: >
      The median days from the creation of a workspace to its first payment, over workspaces that became paid;
      read it with free_to_paid_rate. Null when none did.
edge_cases:
  - A workspace created in an account that pays already is paid for at once.
  - A first charge that never succeeds is no payment.
choices:
  - question: A cohort, or a ratio of the period?
    answer: The workspaces created in the period that paid within 180 days.
    because: A period's payers over its sign-ups rises when sign-ups decrease, which is no progress.
    others:
      Company dashboards: Payers divided by all sign-ups, in the same period.
    options: [free_to_paid_window_days]
  - question: Users, workspaces or accounts?
    answer: Workspaces.
    because: A plan is bought for a workspace, and invited members would only enlarge the denominator.
    others:
      Products for individuals: Users, with or without invited members.
---*/

with

workspace_conversions as (

    select * from facts.workspace_conversions

),

final as (

    select
        account_key,
        workspace_id,
        created_at,
        converted_at,
        window_ends_at

    from workspace_conversions

)

select * from final
