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

evaluations as (

    select * from facts.evaluations

),

week_users as (

    select
        active_days.account_key,
        evaluations.evaluation,
        evaluations.evaluated_at,
        (evaluations.evaluated_on - active_days.active_on) / 7 as weeks_ago,
        count(distinct active_days.user_id) as active_users

    from active_days

    inner join evaluations
        on active_days.recorded_at <= evaluations.evaluated_at
        and evaluations.evaluation <> 'day'
        and active_days.active_on > evaluations.evaluated_on - 28

    group by
        active_days.account_key,
        evaluations.evaluation,
        evaluations.evaluated_at,
        (evaluations.evaluated_on - active_days.active_on) / 7

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
