/*---
view: metrics.habit
description: >
  Every user, dated by sign-up, with the time at which the product became a habit: the core action was done
  in enough of the calendar weeks that follow the week of sign-up.
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
affected_with:
  passive_events: { core_action: [none] }
metrics:
  eligible_for_habit:
    kind: conversion
    unaffected_by: [core_action, habit_min_weeks, passive_events]
    actor: user_id
    measure: eligible
    unit: count
    description: Users who signed up in the period and whose following weeks are over.
  habitual_users:
    kind: conversion
    actor: user_id
    measure: converted
    unit: count
    description: >
      Users who signed up in the period and did the core action in at least {{habit_min_weeks}}, out of the
      {{habit_weeks}} of the calendar after the week of sign-up, among those whose weeks are over.
  habit_rate:
    kind: ratio
    numerator: habitual_users
    denominator: eligible_for_habit
    unit: ratio
    description: >
      The share of the period's sign-ups with a habit: the core action in at least {{habit_min_weeks}} out of
      the {{habit_weeks}} of the calendar after the week of sign-up. Null when no user's weeks are over.
edge_cases:
  - The week of sign-up does not count, so a late day of sign-up is no disadvantage.
  - Many core actions in one week count as one week.
choices:
  - question: When is a use a habit?
    answer: With the core action in three of the four calendar weeks after the week of sign-up.
    because: It asks for repetition and allows one week of absence.
    others:
      Reforge: A recurring core action at the natural frequency of the product.
    options: [habit_weeks, habit_min_weeks]
---*/

with

signups as (

    select * from facts.signups

),

core_actions as (

    select * from facts.core_actions

),

-- the local weeks that count: those after the week of sign-up
cohorts as (

    select
        signups.account_key,
        signups.user_id,
        signups.signed_up_at as signed_up_at,
        plumbline.local_week(signups.signed_up_at, parameters.time_zone, parameters.week_start)
        + 7 as first_day

    from signups

    cross join parameters.business as parameters

),

-- every week with an action, at its first action
active_weeks as (

    select
        cohorts.account_key,
        cohorts.user_id,
        (plumbline.local_date(core_actions.occurred_at, parameters.time_zone) - cohorts.first_day) / 7
            as week_number,
        min(core_actions.occurred_at) as acted_at

    from cohorts

    cross join parameters.business as parameters

    inner join core_actions
        on cohorts.account_key = core_actions.account_key
        and cohorts.user_id = core_actions.user_id
        and plumbline.local_date(core_actions.occurred_at, parameters.time_zone) >= cohorts.first_day
        and plumbline.local_date(core_actions.occurred_at, parameters.time_zone)
        < cohorts.first_day + 7 * parameters.habit_weeks

    group by cohorts.account_key, cohorts.user_id, week_number

),

numbered_weeks as (

    select
        account_key,
        user_id,
        acted_at,
        row_number() over (
            partition by account_key, user_id
            order by week_number
        ) as weeks_so_far

    from active_weeks

),

habits as (

    select
        numbered_weeks.account_key,
        numbered_weeks.user_id,
        numbered_weeks.acted_at as converted_at

    from numbered_weeks

    cross join parameters.business as parameters

    where numbered_weeks.weeks_so_far = parameters.habit_min_weeks

),

final as (

    select
        cohorts.account_key,
        cohorts.user_id,
        cohorts.signed_up_at,
        habits.converted_at,
        plumbline.day_start(cohorts.first_day + 7 * parameters.habit_weeks, parameters.time_zone)
            as window_ends_at

    from cohorts

    cross join parameters.business as parameters

    left join habits
        on cohorts.account_key = habits.account_key
        and cohorts.user_id = habits.user_id

)

select * from final
