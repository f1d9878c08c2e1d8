/*---
view: facts.recently_active_users
description: Every user who was active in the feature window that ends with `as_of`.
owner: growth-data
grain: one row per user
key: [account_key, user_id]
---*/

with

active_days as (

    select * from facts.active_days

),

final as (

    select distinct
        active_days.account_key,
        active_days.user_id

    from active_days

    cross join parameters.business as parameters

    where active_days.days_ago < parameters.feature_window_days

)

select * from final
