/*---
view: metrics.setup
description: >
  Every user, dated by sign-up, with the time at which the user had done what is needed to experience the
  product's value.
owner: growth-data
grain: one row per user
key: [user_id]
time: signed_up_at
entities:
  entities.users: "user_id, account_key"
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events]
needs_options: [setup_event]
metrics:
  eligible_for_setup:
    kind: conversion
    unaffected_by: [conversion_criteria]
    actor: user_id
    measure: eligible
    criteria_events_from: facts.events
    unit: count
    description: Users who signed up in the period and whose setup window is over.
  set_up_users:
    kind: conversion
    actor: user_id
    measure: converted
    criteria_events_from: facts.events
    unit: count
    description: >
      Users who signed up in the period and set up {{setup_window_hours}}, among those whose window is over.
  setup_rate:
    kind: ratio
    numerator: set_up_users
    denominator: eligible_for_setup
    unit: ratio
    description: >
      The share of the period's sign-ups that set up {{setup_window_hours}}. Null when no window is over.
edge_cases:
  - There is no canonical setup event, so every query names one.
choices:
  - question: Is setup a part of activation?
    answer: It is a moment of its own, with its own window.
    because: A user can finish setup without experiencing the value, and must not count as activated.
    others:
      Reforge: Three moments in sequence, setup, aha and habit, each defined by the product.
---*/

with

signups as (

    select * from facts.signups

),

events as (

    select * from facts.events

),

-- setup events recorded by `as_of`
setup_events as (

    select
        events.account_key,
        events.user_id,
        events.occurred_at

    from events

    cross join parameters.business as parameters

    where
        events.recorded_at <= parameters.as_of
        and plumbline.matches_event(
            events.event_name,
            events.properties,
            parameters.setup_event,
            parameters.setup_event_conditions
        )

),

cohorts as (

    select
        signups.account_key,
        signups.user_id,
        signups.signed_up_at as signed_up_at,
        signups.signed_up_at + parameters.setup_window_hours * interval '1 hour' as window_ends_at

    from signups

    cross join parameters.business as parameters

),

-- the first setup event in the window, its last moment included; events before sign-up count as hour 0
set_up_users as (

    select
        cohorts.account_key,
        cohorts.user_id,
        min(greatest(setup_events.occurred_at, cohorts.signed_up_at)) as converted_at

    from cohorts

    inner join setup_events
        on cohorts.account_key = setup_events.account_key
        and cohorts.user_id = setup_events.user_id
        and (
            cohorts.window_ends_at is null
            or setup_events.occurred_at <= cohorts.window_ends_at
        )

    group by cohorts.account_key, cohorts.user_id

),

final as (

    select
        cohorts.account_key,
        cohorts.user_id,
        cohorts.signed_up_at,
        set_up_users.converted_at,
        cohorts.window_ends_at

    from cohorts

    left join set_up_users
        on cohorts.account_key = set_up_users.account_key
        and cohorts.user_id = set_up_users.user_id

)

select * from final
