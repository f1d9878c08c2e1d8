/*---
view: metrics.activation_curve
description: >
  Every user at every point of the activation curve, dated by sign-up, with the time of activation when the
  user had activated by that point. Users whose window is not over are excluded from the whole curve and
  reported as immature, so that all points have the same users.
owner: growth-data
grain: one row per user and point of the curve
key: [user_id, hours_since_signup]
time: anchored_at
entities:
  entities.users: "user_id, account_key"
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events]
needs_dimensions: [hours_since_signup]
dimensions:
  hours_since_signup:
    description: >
      The hours since sign-up by which users had activated: every hour of the first day, then every day, and
      the end of the activation window, which is the last point.
    type: numeric
affected_with:
  passive_events: { core_action: [none] }
metrics:
  activation_curve_signups:
    kind: conversion
    unaffected_by: [activation_distinct_days, activation_min_count]
    affected_with:
      core_action: { activation_anchor: [first_core_action] }
      passive_events: { activation_anchor: [first_core_action] }
    actor: user_id
    measure: eligible
    unit: count
    description: >
      Users who signed up in the period and whose activation window is over; the same at each point.
  activation_curve_users:
    kind: conversion
    actor: user_id
    measure: converted
    unit: count
    description: >
      Users who signed up in the period and had activated by the hour, among those whose window is over.
  activation_curve_rate:
    kind: ratio
    numerator: activation_curve_users
    denominator: activation_curve_signups
    unit: ratio
    description: >
      The share of the period's sign-ups that had activated by the hour. It never falls from hour to hour, and
      its last point is activation_rate. Null when no window is over yet.
---*/

with

activations as (

    select * from facts.activations

),

points as (

    select * from parameters.activation_curve_hours

),

final as (

    select
        activations.account_key,
        activations.user_id,
        points.hours_since_signup,
        activations.anchored_at,
        case
            when
                activations.activated_at
                <= activations.anchored_at + points.hours_since_signup * interval '1 hour'
                then activations.activated_at
        end as converted_at,
        activations.window_ends_at

    from activations

    cross join points

)

select * from final
