/*---
view: facts.user_features
description: >
  How often each recently active user used each key feature in the feature window that ends with `as_of`.
owner: growth-data
grain: one row per user and key feature that the user used
key: [account_key, user_id, feature]
---*/

with

key_feature_uses as (

    select * from facts.key_feature_uses

),

recently_active_users as (

    select * from facts.recently_active_users

),

final as (

    select
        recently_active_users.account_key,
        recently_active_users.user_id,
        key_feature_uses.feature,
        count(*) as uses

    from recently_active_users

    inner join key_feature_uses
        on recently_active_users.account_key = key_feature_uses.account_key
        and recently_active_users.user_id = key_feature_uses.user_id

    group by
        recently_active_users.account_key,
        recently_active_users.user_id,
        key_feature_uses.feature

)

select * from final
