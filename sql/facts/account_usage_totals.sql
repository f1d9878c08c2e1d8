/*---
view: facts.account_usage_totals
description: >
  The counts of users, active users and features of each started account at each evaluation, in each window
  over which accounts are measured and in the window before it. Values without a window are repeated in every
  row. The ends of days are not evaluated.
owner: growth-data
grain: one row per evaluation, account that had started by then, and window
key: [account_key, evaluation, evaluated_at, window_days]
---*/

with

started_accounts as (

    select * from facts.started_accounts

),

account_headcounts as (

    select * from facts.account_headcounts

),

account_features as (

    select * from facts.account_features

),

active_users as (

    select * from facts.account_active_users

),

active_weeks as (

    select * from facts.account_active_weeks

),

evaluations as (

    select * from facts.evaluations

),

windows as (

    select * from parameters.measure_windows

),

-- every account in every window, active or not
evaluated_accounts as (

    select
        started_accounts.account_key,
        evaluations.evaluation,
        evaluations.evaluated_at,
        windows.window_days

    from started_accounts

    inner join evaluations
        on started_accounts.started_at <= evaluations.evaluated_at
        and evaluations.evaluation <> 'day'

    cross join windows

),

-- unite and then group: with joins here the planner underestimates the rows
united as (

    select
        account_key,
        evaluation,
        evaluated_at,
        window_days,
        true as is_evaluated,
        0 as users,
        0 as users_of_one_domain,
        0 as active_users,
        0 as active_user_days,
        0 as users_active_before,
        0 as active_weeks,
        0 as features_used,
        0 as paid_features_used
    from evaluated_accounts
    union all
    select
        account_headcounts.account_key,
        account_headcounts.evaluation,
        account_headcounts.evaluated_at,
        windows.window_days,
        false as is_evaluated,
        account_headcounts.users,
        account_headcounts.users_of_one_domain,
        0 as active_users,
        0 as active_user_days,
        0 as users_active_before,
        0 as active_weeks,
        0 as features_used,
        0 as paid_features_used
    from account_headcounts
    cross join windows
    union all
    select
        account_key,
        evaluation,
        evaluated_at,
        window_days,
        false as is_evaluated,
        0 as users,
        0 as users_of_one_domain,
        active_users,
        active_user_days,
        users_active_before,
        0 as active_weeks,
        0 as features_used,
        0 as paid_features_used
    from active_users
    union all
    select
        active_weeks.account_key,
        active_weeks.evaluation,
        active_weeks.evaluated_at,
        windows.window_days,
        false as is_evaluated,
        0 as users,
        0 as users_of_one_domain,
        0 as active_users,
        0 as active_user_days,
        0 as users_active_before,
        active_weeks.active_weeks,
        0 as features_used,
        0 as paid_features_used
    from active_weeks
    cross join windows
    union all
    select
        account_key,
        evaluation,
        evaluated_at,
        window_days,
        false as is_evaluated,
        0 as users,
        0 as users_of_one_domain,
        0 as active_users,
        0 as active_user_days,
        0 as users_active_before,
        0 as active_weeks,
        features_used,
        paid_features_used
    from account_features

),

final as (

    select
        account_key,
        evaluation,
        evaluated_at,
        window_days,
        sum(users)::bigint as users,
        sum(users_of_one_domain)::bigint as users_of_one_domain,
        sum(active_users)::bigint as active_users,
        sum(active_user_days)::bigint as active_user_days,
        sum(users_active_before)::bigint as users_active_before,
        sum(active_weeks)::bigint as active_weeks,
        sum(features_used)::bigint as features_used,
        sum(paid_features_used)::bigint as paid_features_used

    from united

    group by account_key, evaluation, evaluated_at, window_days

    having bool_or(is_evaluated)

)

select * from final
