/*---
view: facts.recently_active_users
description: Every user who was active in the feature window that ends with `as_of`.
owner: growth-data
grain: one row per user
key: [account_key, user_id]
---*/

with

recent_activity_days as (

    select * from facts.recent_activity_days

),

final as (

    select distinct
        recent_activity_days.account_key,
        recent_activity_days.user_id

    from recent_activity_days

    cross join parameters.business as parameters

    where recent_activity_days.days_ago < parameters.feature_window_days

)

select * from final
