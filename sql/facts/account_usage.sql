/*---
view: facts.account_usage
description: >
  How much the users of each started account had used the product at each evaluation, in each window over
  which accounts are measured and in the window before it. Values without a window are repeated in every row.
  The ends of days are not evaluated.
owner: growth-data
grain: one row per evaluation, account that had started by then, and window
key: [account_key, evaluation, evaluated_at, window_days]
columns:
  momentum: { description: "Null when fewer users than momentum_min_base were active before." }
---*/

with

started_accounts as (

    select * from facts.started_accounts

),

accounts as not materialized (

    select * from entities.accounts

),

account_headcounts as (

    select * from facts.account_headcounts

),

account_features as (

    select * from facts.account_features

),

active_days as (

    select * from facts.active_days

),

evaluations as (

    select * from facts.evaluations

),

windows as (

    select * from parameters.measure_windows

),

-- users active in the window, and in the window of the same length before it, as recorded at the evaluation
active_users as (

    select
        active_days.account_key,
        evaluations.evaluation,
        evaluations.evaluated_at,
        windows.window_days,
        count(distinct active_days.user_id)
            filter (where active_days.active_on > evaluations.evaluated_on - windows.window_days)
            as active_users,
        count(*) filter (where active_days.active_on > evaluations.evaluated_on - windows.window_days)
            as active_user_days,
        count(distinct active_days.user_id)
            filter (where active_days.active_on <= evaluations.evaluated_on - windows.window_days)
            as users_active_before

    from active_days

    inner join evaluations
        on active_days.recorded_at <= evaluations.evaluated_at
        and evaluations.evaluation <> 'day'

    inner join windows
        on active_days.active_on > evaluations.evaluated_on - 2 * windows.window_days

    group by
        active_days.account_key,
        evaluations.evaluation,
        evaluations.evaluated_at,
        windows.window_days

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

active_weeks as (

    select
        week_users.account_key,
        week_users.evaluation,
        week_users.evaluated_at,
        count(*) as active_weeks

    from week_users

    cross join parameters.business as parameters

    where week_users.active_users >= parameters.active_week_min_users

    group by week_users.account_key, week_users.evaluation, week_users.evaluated_at

),

-- every account in every window, active or not
evaluated_accounts as (

    select
        started_accounts.account_key,
        evaluations.evaluation,
        evaluations.evaluated_at,
        windows.window_days,
        coalesce(account_headcounts.users, 0) as users,
        coalesce(account_headcounts.users_of_one_domain, 0) as users_of_one_domain,
        accounts.employee_count,
        coalesce(active_users.active_users, 0) as active_users,
        coalesce(active_users.active_user_days, 0) as active_user_days,
        coalesce(active_users.users_active_before, 0) as users_active_before,
        coalesce(active_weeks.active_weeks, 0) as active_weeks,
        coalesce(account_features.features_used, 0) as features_used,
        coalesce(account_features.paid_features_used, 0) as paid_features_used

    from started_accounts

    inner join evaluations
        on started_accounts.started_at <= evaluations.evaluated_at
        and evaluations.evaluation <> 'day'

    cross join windows

    left join account_headcounts
        on started_accounts.account_key = account_headcounts.account_key
        and evaluations.evaluation = account_headcounts.evaluation
        and evaluations.evaluated_at = account_headcounts.evaluated_at

    left join accounts
        on started_accounts.account_key = accounts.account_key

    left join active_users
        on started_accounts.account_key = active_users.account_key
        and evaluations.evaluation = active_users.evaluation
        and evaluations.evaluated_at = active_users.evaluated_at
        and windows.window_days = active_users.window_days

    left join active_weeks
        on started_accounts.account_key = active_weeks.account_key
        and evaluations.evaluation = active_weeks.evaluation
        and evaluations.evaluated_at = active_weeks.evaluated_at

    left join account_features
        on started_accounts.account_key = account_features.account_key
        and evaluations.evaluation = account_features.evaluation
        and evaluations.evaluated_at = account_features.evaluated_at
        and windows.window_days = account_features.window_days

),

final as (

    select
        evaluated_accounts.account_key,
        evaluated_accounts.evaluation,
        evaluated_accounts.evaluated_at,
        evaluated_accounts.window_days,
        evaluated_accounts.users,
        evaluated_accounts.users_of_one_domain,
        evaluated_accounts.employee_count,
        evaluated_accounts.active_users,
        evaluated_accounts.active_user_days,
        evaluated_accounts.users_active_before,
        evaluated_accounts.active_weeks,
        evaluated_accounts.features_used,
        evaluated_accounts.paid_features_used,
        evaluated_accounts.active_users::numeric / nullif(evaluated_accounts.users, 0) as active_share,
        evaluated_accounts.active_users::numeric / nullif(evaluated_accounts.employee_count, 0)
            as penetration,
        case
            when evaluated_accounts.users_active_before >= parameters.momentum_min_base
                then
                    (evaluated_accounts.active_users - evaluated_accounts.users_active_before)::numeric
                    / evaluated_accounts.users_active_before
        end as momentum

    from evaluated_accounts

    cross join parameters.business as parameters

)

select * from final
