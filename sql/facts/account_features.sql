/*---
view: facts.account_features
description: >
  How many different features the users of each account had used in each window that ends with an evaluation.
owner: growth-data
grain: one row per account, evaluation and window in which a feature was used
key: [account_key, evaluation, evaluated_at, window_days]
---*/

with

feature_days as (

    select * from facts.feature_days

),

evaluation_days as (

    select * from facts.evaluation_days

),

windows as (

    select * from parameters.measure_windows

),

final as (

    select
        feature_days.account_key,
        evaluation_days.evaluation,
        evaluation_days.evaluated_at,
        windows.window_days,
        count(distinct feature_days.event_name) as features_used,
        count(distinct feature_days.event_name)
            filter (where feature_days.event_name = any (parameters.paid_features)) as paid_features_used

    from feature_days

    cross join parameters.business as parameters

    -- as recorded at the evaluation
    inner join evaluation_days
        on feature_days.used_on = evaluation_days.day
        and feature_days.recorded_at <= evaluation_days.evaluated_at

    inner join windows
        on evaluation_days.days_ago < windows.window_days

    group by
        feature_days.account_key,
        evaluation_days.evaluation,
        evaluation_days.evaluated_at,
        windows.window_days

)

select * from final
