/*---
view: facts.evaluation_days
description: >
  The local days of the longest window over which accounts are measured, and of the window before it, at each
  evaluation. The ends of days are not evaluated.
owner: growth-data
grain: one row per evaluation and day
key: [evaluation, evaluated_at, day]
columns:
  days_ago: { description: "0 for the day of the evaluation." }
crosses_accounts: A moment belongs to no account.
---*/

with

evaluations as (

    select * from facts.evaluations

),

windows as (

    select * from parameters.measure_windows

),

longest as (

    select 2 * max(window_days) as days from windows

),

final as (

    select
        evaluations.evaluation,
        evaluations.evaluated_at,
        evaluations.evaluated_on - days.days_ago as day,
        days.days_ago

    from evaluations

    cross join longest

    cross join lateral generate_series(0, longest.days - 1) as days (days_ago)

    where evaluations.evaluation <> 'day'

)

select * from final
