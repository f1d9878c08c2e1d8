/*---
view: facts.account_features
description: >
  How many different features the users of each account used in each window that ends with `as_of`. A
  feature is an event that is not passive.
owner: growth-data
grain: one row per account and window in which a feature was used
key: [account_key, window_days]
---*/

with

feature_uses as (

    select * from facts.feature_uses

),

windows as (

    select * from parameters.measure_windows

),

-- how many days before `as_of` each feature was last used
features as (

    select
        feature_uses.account_key,
        feature_uses.event_name,
        min(feature_uses.days_ago) as days_ago,
        coalesce(feature_uses.event_name = any (parameters.paid_features), false) as is_paid

    from feature_uses

    cross join parameters.business as parameters

    group by feature_uses.account_key, feature_uses.event_name, parameters.paid_features

),

final as (

    select
        features.account_key,
        windows.window_days,
        count(*) as features_used,
        count(*) filter (where features.is_paid) as paid_features_used

    from features

    inner join windows
        on features.days_ago < windows.window_days

    group by features.account_key, windows.window_days

)

select * from final
