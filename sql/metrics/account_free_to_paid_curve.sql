/*---
view: metrics.account_free_to_paid_curve
description: >
  Every account at every point of the free-to-paid curve, dated by its creation, with the time of its
  first payment when it had paid by that point. Accounts whose window is not over are excluded from the
  whole curve and reported as immature, so that all points have the same accounts.
owner: growth-data
grain: one row per account and point of the curve
key: [account_key, days_since_creation]
time: created_at
entities: { entities.accounts: account_key }
requires: [workspaces, subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so only contracts pay.
  invoices: No invoices were provided, so every subscription counts as paid for.
needs_dimensions: [days_since_creation]
dimensions:
  days_since_creation:
    description: >
      The days since the creation by which the payment was made: every 30 days, and the end of
      free_to_paid_window_days, which is the last point.
    type: numeric
metrics:
  account_curve_base:
    kind: conversion
    unaffected_by: [contract_past_due_grace_days, past_due_grace_days, payment_terms_days]
    actor: account_key
    measure: eligible
    unit: count
    description: Accounts created in the period whose window is over; the same at each point.
  account_curve_paid:
    kind: conversion
    actor: account_key
    measure: converted
    unit: count
    description: >
      Accounts created in the period that had become paid by the day, among those whose window is
      over.
  account_curve_paid_rate:
    kind: ratio
    numerator: account_curve_paid
    denominator: account_curve_base
    unit: ratio
    description: >
      The share of the period's accounts that had become paid by the day. It never falls from point to
      point, and its last point is account_free_to_paid_rate. Null when no window is over.
---*/

with

account_conversions as (

    select * from facts.account_conversions

),

points as (

    select * from parameters.free_to_paid_curve_days

),

final as (

    select
        account_conversions.account_key,
        points.days_since_creation,
        account_conversions.created_at,
        case
            when
                account_conversions.converted_at
                <= account_conversions.created_at + points.days_since_creation * interval '24 hours'
                then account_conversions.converted_at
        end as converted_at,
        account_conversions.window_ends_at

    from account_conversions

    cross join points

)

select * from final
