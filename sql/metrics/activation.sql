/*---
view: metrics.activation
description: >
  Every user, dated by sign-up, with the time of activation. Users whose window is not over are excluded
  from rates and reported as immature.
owner: growth-data
grain: one row per user
key: [user_id]
time: anchored_at
entities:
  entities.users: "user_id, account_key"
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
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
edge_cases:
  - A core action before sign-up, by an anonymous visitor who signed up later, activates after 0 hours.
  - The end of the window is part of it, to the second.
  - A user whose window is not over is immature. Such users are reported, and are in no rate.
  - The core action of a team activates its workspace, not each of its members.
choices:
  - question: Which users are in the denominator?
    answer: All sign-ups whose window is over.
    because: A rate among users who finished setup hides those who never did.
    others:
      Funnel reports: Only the sign-ups that reached the step before, such as setup.
    metrics: [activation_rate]
  - question: Is there a window?
    answer: Activation must happen within 168 hours of sign-up.
    because: Without a window the rate rises with the age of a cohort, so cohorts cannot be compared.
    others:
      Reports of users ever activated: At any time, so older cohorts look better.
    options: [activation_window_hours]
  - question: Whose activation is it?
    answer: The user's. Workspaces and companies have families of their own.
    because: A user may be active in a team that is not, and the reverse.
    others:
      Products for teams: Only the workspace or the account activates.
  - question: Mean or median time to value?
    answer: The median and the 90th percentile, over users who activated.
    because: A few late users move a mean. Read it with the rate, since users who never activate have no time.
    others:
      Onboarding reports: The mean, often without the share of users who never got there.
    metrics: [time_to_value_hours_p50, time_to_value_hours_p90]
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
