/*---
view: facts.account_active_users
description: >
  How many users of each account were active in each window that ends with an evaluation, on how many days
  together, and how many in the window of the same length before it. The ends of days are not evaluated.
owner: growth-data
grain: one row per account, evaluation and window in which, or before which, a user was active
key: [account_key, evaluation, evaluated_at, window_days]
---*/

with

active_days as (

    select * from facts.activity_days

),

evaluation_days as (

    select * from facts.evaluation_days

),

windows as (

    select * from parameters.measure_windows

),

-- as recorded at the evaluation
final as (

    select
        active_days.account_key,
        evaluation_days.evaluation,
        evaluation_days.evaluated_at,
        windows.window_days,
        count(distinct active_days.user_id)
            filter (where evaluation_days.days_ago < windows.window_days)
            as active_users,
        count(*) filter (where evaluation_days.days_ago < windows.window_days)
            as active_user_days,
        count(distinct active_days.user_id)
            filter (where evaluation_days.days_ago >= windows.window_days)
            as users_active_before

    from active_days

    inner join evaluation_days
        on active_days.active_on = evaluation_days.day
        and active_days.recorded_at <= evaluation_days.evaluated_at

    inner join windows
        on evaluation_days.days_ago < 2 * windows.window_days

    group by
        active_days.account_key,
        evaluation_days.evaluation,
        evaluation_days.evaluated_at,
        windows.window_days

)

select * from final
