/*---
view: facts.account_usage
description: >
  How much the users of each started account used the product as of `as_of`, in each window over which
  accounts are measured and in the window before it. Values without a window are repeated in every row.
owner: growth-data
grain: one row per started account and window
key: [account_key, window_days]
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

windows as (

    select * from parameters.measure_windows

),

active_users as (

    select
        active_days.account_key,
        windows.window_days,
        count(distinct active_days.user_id)
            filter (where active_days.days_ago < windows.window_days) as active_users,
        count(distinct active_days.user_id)
            filter (where active_days.days_ago >= windows.window_days) as users_active_before

    from active_days

    inner join windows
        on active_days.days_ago < 2 * windows.window_days

    group by active_days.account_key, windows.window_days

),

week_users as (

    select
        account_key,
        days_ago / 7 as weeks_ago,
        count(distinct user_id) as active_users

    from active_days

    where days_ago < 28

    group by account_key, days_ago / 7

),

active_weeks as (

    select
        week_users.account_key,
        count(*) as active_weeks

    from week_users

    cross join parameters.business as parameters

    where week_users.active_users >= parameters.active_week_min_users

    group by week_users.account_key

),

-- every account in every window, active or not
final as (

    select
        started_accounts.account_key,
        windows.window_days,
        coalesce(account_headcounts.users, 0) as users,
        coalesce(account_headcounts.users_of_one_domain, 0) as users_of_one_domain,
        accounts.employee_count,
        coalesce(active_users.active_users, 0) as active_users,
        coalesce(active_users.users_active_before, 0) as users_active_before,
        coalesce(active_weeks.active_weeks, 0) as active_weeks,
        coalesce(account_features.features_used, 0) as features_used,
        coalesce(account_features.paid_features_used, 0) as paid_features_used

    from started_accounts

    cross join windows

    left join account_headcounts
        on started_accounts.account_key = account_headcounts.account_key

    left join accounts
        on started_accounts.account_key = accounts.account_key

    left join active_users
        on started_accounts.account_key = active_users.account_key
        and windows.window_days = active_users.window_days

    left join active_weeks
        on started_accounts.account_key = active_weeks.account_key

    left join account_features
        on started_accounts.account_key = account_features.account_key
        and windows.window_days = account_features.window_days

)

select * from final
