/*---
view: metrics.habit
description: >
  Every user by the moment they signed up, with when the product had become a habit: when the core action had
  been done in enough of the calendar weeks that follow the week of sign-up.
owner: growth-data
grain: one row per user
key: [user_id]
time: signed_up_at
entities: { entities.users: user_id, entities.accounts: account_key }
requires: [product_events]
metrics:
  eligible_for_habit:
    kind: conversion
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
      Users who signed up in the period and did the core action in at least three of the four calendar weeks
      after that of sign-up, of those whose weeks are over.
  habit_rate:
    kind: ratio
    numerator: habitual_users
    denominator: eligible_for_habit
    unit: ratio
    description: >
      The share of the period's sign-ups to whom the product became a habit. Null when nobody's weeks are
      over.
---*/

with

users as (

    select * from entities.users

),

core_actions as (

    select * from facts.core_actions

),

-- how far the first day of a week lies after Monday
calendars as (

    select
        parameters.time_zone,
        parameters.habit_weeks,
        parameters.habit_min_weeks,
        parameters.as_of,
        (
            array_position(
                array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
                parameters.week_start
            ) - 1
        ) * interval '1 day' as week_shift

    from parameters.business as parameters

),

-- the local weeks that count: those after the week of sign-up
signups as (

    select
        users.account_key,
        users.user_id,
        users.created_at as signed_up_at,
        date_trunc('week', (users.created_at at time zone calendars.time_zone) - calendars.week_shift)
        + calendars.week_shift
        + interval '1 week' as first_week

    from users

    cross join calendars

    where
        users.is_registered
        and users.created_at <= calendars.as_of

),

-- every week in which a user acted, at its first action
active_weeks as (

    select
        signups.account_key,
        signups.user_id,
        ((core_actions.occurred_at at time zone calendars.time_zone)::date - signups.first_week::date) / 7
            as week_number,
        min(core_actions.occurred_at) as acted_at

    from signups

    cross join calendars

    inner join core_actions
        on signups.account_key = core_actions.account_key
        and signups.user_id = core_actions.user_id
        and core_actions.occurred_at at time zone calendars.time_zone >= signups.first_week
        and core_actions.occurred_at at time zone calendars.time_zone
            < signups.first_week + calendars.habit_weeks * interval '1 week'

    group by signups.account_key, signups.user_id, week_number

),

numbered as (

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
        numbered.account_key,
        numbered.user_id,
        numbered.acted_at as converted_at

    from numbered

    cross join calendars

    where numbered.weeks_so_far = calendars.habit_min_weeks

),

final as (

    select
        signups.account_key,
        signups.user_id,
        signups.signed_up_at,
        habits.converted_at,
        (signups.first_week + calendars.habit_weeks * interval '1 week') at time zone calendars.time_zone
            as window_ends_at

    from signups

    cross join calendars

    left join habits
        on signups.account_key = habits.account_key
        and signups.user_id = habits.user_id

)

select * from final
