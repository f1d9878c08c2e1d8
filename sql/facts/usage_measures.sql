/*---
view: facts.usage_measures
description: >
  The measures of rules that are about the usage of each account, as of `as_of`. The ends of weeks are
  evaluated elsewhere.
owner: growth-data
grain: one row per account, measure and window (0 for a measure without a window)
key: [account_key, measure, window_days]
---*/

with

account_usage as (

    select * from facts.account_usage

),

current_usage as (

    select
        account_key,
        window_days,
        users,
        users_of_one_domain,
        active_users,
        active_weeks,
        features_used,
        paid_features_used,
        active_share,
        user_penetration,
        momentum

    from account_usage

    where evaluation = 'now'

),

-- values without a window are the same in every window
windowless_usage as (

    select
        account_key,
        max(users) as users,
        max(users_of_one_domain) as users_of_one_domain,
        max(active_weeks) as active_weeks

    from current_usage

    group by account_key

),

final as (

    select
        account_key,
        'users' as measure,
        0 as window_days,
        users::numeric as value
    from windowless_usage
    union all
    select
        account_key,
        'users_of_one_domain' as measure,
        0 as window_days,
        users_of_one_domain::numeric as value
    from windowless_usage
    union all
    select
        account_key,
        'active_users' as measure,
        window_days,
        active_users::numeric as value
    from current_usage
    union all
    select
        account_key,
        'active_share' as measure,
        window_days,
        active_share as value
    from current_usage
    union all
    select
        account_key,
        'user_penetration' as measure,
        window_days,
        user_penetration as value
    from current_usage
    union all
    select
        account_key,
        'momentum' as measure,
        window_days,
        momentum as value
    from current_usage
    union all
    select
        account_key,
        'active_weeks' as measure,
        0 as window_days,
        active_weeks::numeric as value
    from windowless_usage
    union all
    select
        account_key,
        'features_used' as measure,
        window_days,
        features_used::numeric as value
    from current_usage
    union all
    select
        account_key,
        'paid_features_used' as measure,
        window_days,
        paid_features_used::numeric as value
    from current_usage

)

select * from final
