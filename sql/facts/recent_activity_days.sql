/*---
view: facts.recent_activity_days
description: >
  The local days on which each user was active in the last 180 days, counted back from the day of `as_of`,
  which is 0.
owner: growth-data
grain: one row per user and day on which the user was active
key: [account_key, user_id, days_ago]
---*/

with

activity as (

    select * from facts.activity

),

final as (

    select distinct
        activity.account_key,
        activity.user_id,
        plumbline.local_date(parameters.as_of, parameters.time_zone)
        - plumbline.local_date(activity.occurred_at, parameters.time_zone) as days_ago

    from activity

    cross join parameters.business as parameters

    where
        activity.user_id is not null
        and activity.occurred_at > parameters.as_of - interval '181 days'

)

select * from final
