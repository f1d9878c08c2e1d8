/*---
view: facts.account_feature_depths
description: >
  How many key features the recently active users of each account used often enough in the feature window
  that ends with `as_of`: together, and each user separately. This is the only definition of feature depth.
owner: growth-data
grain: one row per account with a recently active user
key: [account_key]
---*/

with

recently_active_users as (

    select * from facts.recently_active_users

),

user_features as (

    select * from facts.user_features

),

users as (

    select
        account_key,
        count(*) as active_users

    from recently_active_users

    group by account_key

),

features as (

    select
        account_key,
        feature,
        sum(uses) as uses

    from user_features

    group by account_key, feature

),

-- features that all users of the account together used often enough
depths as (

    select
        features.account_key,
        count(*) as feature_depth

    from features

    cross join parameters.business as parameters

    where features.uses >= parameters.feature_min_uses

    group by features.account_key

),

-- the same for each user, added up
user_depths as (

    select
        user_features.account_key,
        count(*) as user_depths

    from user_features

    cross join parameters.business as parameters

    where user_features.uses >= parameters.feature_min_uses

    group by user_features.account_key

),

final as (

    select
        users.account_key,
        users.active_users,
        coalesce(depths.feature_depth, 0) as feature_depth,
        coalesce(user_depths.user_depths, 0) as user_depths

    from users

    left join depths
        on users.account_key = depths.account_key

    left join user_depths
        on users.account_key = user_depths.account_key

)

select * from final
