/*---
view: facts.account_active_weeks
description: >
  In how many of the four weeks that end with an evaluation enough users of each account were active. The ends
  of days are not evaluated.
owner: growth-data
grain: one row per account and evaluation with such a week
key: [account_key, evaluation, evaluated_at]
---*/

with

active_days as (

    select * from facts.activity_days

),

evaluation_days as (

    select * from facts.evaluation_days

),

week_users as (

    select
        active_days.account_key,
        evaluation_days.evaluation,
        evaluation_days.evaluated_at,
        evaluation_days.days_ago / 7 as weeks_ago,
        count(distinct active_days.user_id) as active_users

    from active_days

    inner join evaluation_days
        on active_days.active_on = evaluation_days.day
        and active_days.recorded_at <= evaluation_days.evaluated_at
        and evaluation_days.days_ago < 28

    group by
        active_days.account_key,
        evaluation_days.evaluation,
        evaluation_days.evaluated_at,
        evaluation_days.days_ago / 7

),

final as (

    select
        week_users.account_key,
        week_users.evaluation,
        week_users.evaluated_at,
        count(*) as active_weeks

    from week_users

    cross join parameters.business as parameters

    where week_users.active_users >= parameters.active_week_min_users

    group by week_users.account_key, week_users.evaluation, week_users.evaluated_at

)

select * from final
