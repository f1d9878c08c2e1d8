/*---
view: metrics.activation
description: >
  Every user, dated by sign-up, with the time of activation. Users whose window is not over are excluded
  from rates and reported as immature.
owner: growth-data
grain: one row per user
key: [user_id]
time: anchored_at
entities: { entities.users: user_id, entities.accounts: account_key }
requires: [product_events]
affected_with:
  passive_events: { core_action: [none] }
metrics:
  eligible_signups:
    kind: conversion
    unaffected_by: [activation_distinct_days, activation_min_count, conversion_criteria]
    affected_with:
      core_action: { activation_anchor: [first_core_action] }
      passive_events: { activation_anchor: [first_core_action] }
    actor: user_id
    measure: eligible
    criteria_events_from: facts.events
    unit: count
    description: Users who signed up in the period and whose activation window is over.
  activated_users:
    kind: conversion
    actor: user_id
    measure: converted
    criteria_events_from: facts.events
    unit: count
    description: >
      Users who signed up in the period and activated {{activation_window_hours}}, among those whose window is
      over.
  activation_rate:
    kind: ratio
    numerator: activated_users
    denominator: eligible_signups
    unit: ratio
    description: >
      The share of the period's sign-ups that activated {{activation_window_hours}}. Null when no window
      is over yet.
  time_to_value_hours_p50:
    kind: conversion
    actor: user_id
    measure: duration
    criteria_events_from: facts.events
    unit: hours
    description: >
      The median hours from sign-up to activation, over users who activated; read it with activation_rate.
      Null when no user activated.
  time_to_value_hours_p90:
    kind: conversion
    actor: user_id
    measure: duration
    percentile: 0.9
    criteria_events_from: facts.events
    unit: hours
    description: >
      The 90th percentile of the hours from sign-up to activation, over users who activated. Null when no user
      activated.
---*/

with

activations as (

    select * from facts.activations

),

final as (

    select
        account_key,
        user_id,
        anchored_at,
        activated_at as converted_at,
        window_ends_at

    from activations

)

select * from final
