/*---
view: facts.activity_days
description: >
  Every local day on which a user was active, and when the first event of that day was recorded, by `as_of`.
owner: growth-data
grain: one row per user and day with activity
key: [user_id, active_on]
time: active_on
---*/

with

activity as (

    select * from facts.activity

),

final as (

    select
        activity.account_key,
        activity.user_id,
        plumbline.local_date(activity.occurred_at, parameters.time_zone) as active_on,
        min(activity.recorded_at) as recorded_at

    from activity

    cross join parameters.business as parameters

    where activity.user_id is not null

    group by
        activity.account_key,
        activity.user_id,
        plumbline.local_date(activity.occurred_at, parameters.time_zone)

)

select * from final
