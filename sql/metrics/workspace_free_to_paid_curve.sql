/*---
view: metrics.workspace_free_to_paid_curve
description: >
  Every workspace at every point of the free-to-paid curve, dated by its creation, with the time of its
  first payment when it had paid by that point. Workspaces whose window is not over are excluded from the
  whole curve and reported as immature, so that all points have the same workspaces.
owner: growth-data
grain: one row per workspace and point of the curve
key: [workspace_id, days_since_creation]
time: created_at
entities: { entities.workspaces: workspace_id, entities.accounts: account_key }
requires: [workspaces, subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so only contracts pay.
  invoices: No invoices were provided, so every subscription counts as paid for.
needs_dimensions: [days_since_creation]
dimensions:
  days_since_creation: { from: metrics.account_free_to_paid_curve }
metrics:
  workspace_curve_base:
    kind: conversion
    unaffected_by: [contract_past_due_grace_days, past_due_grace_days, payment_terms_days]
    actor: workspace_id
    measure: eligible
    unit: count
    description: Workspaces created in the period whose window is over; the same at each point.
  workspace_curve_paid:
    kind: conversion
    actor: workspace_id
    measure: converted
    unit: count
    description: >
      Workspaces created in the period that had become paid by the day, among those whose window is
      over.
  workspace_curve_paid_rate:
    kind: ratio
    numerator: workspace_curve_paid
    denominator: workspace_curve_base
    unit: ratio
    description: >
      The share of the period's workspaces that had become paid by the day. It never falls from point
      to point, and its last point is free_to_paid_rate. Null when no window is over.
---*/

with

workspace_conversions as (

    select * from facts.workspace_conversions

),

points as (

    select * from parameters.free_to_paid_curve_days

),

final as (

    select
        workspace_conversions.account_key,
        workspace_conversions.workspace_id,
        points.days_since_creation,
        workspace_conversions.created_at,
        case
            when
                workspace_conversions.converted_at
                <= workspace_conversions.created_at + points.days_since_creation * interval '24 hours'
                then workspace_conversions.converted_at
        end as converted_at,
        workspace_conversions.window_ends_at

    from workspace_conversions

    cross join points

)

select * from final
