/*---
view: facts.opportunity_clocks
description: >
  The four clocks of each won opportunity, in days: from the sign-up of the account, from the creation of
  the opportunity and from its first qualified touch to the close, and from the first activity of the
  account to that touch. A clock that would be negative is null, and the opportunity is out of order.
owner: growth-data
grain: one row per won opportunity
key: [account_key, opportunity_id]
time: closed_at
---*/

with

closed_opportunities as (

    select * from facts.closed_opportunities

),

account_creations as (

    select * from facts.account_creations

),

activity as (

    select * from facts.activity

),

first_activity as (

    select
        account_key,
        min(occurred_at) as active_at

    from activity

    group by account_key

),

clocks as (

    select
        closed_opportunities.account_key,
        closed_opportunities.opportunity_id,
        closed_opportunities.owner_rep_id,
        closed_opportunities.closed_at,
        extract(epoch from closed_opportunities.closed_at - account_creations.created_at) / 86400
            as signup_to_close_days,
        extract(epoch from closed_opportunities.touched_at - first_activity.active_at) / 86400
            as activity_to_touch_days,
        extract(epoch from closed_opportunities.closed_at - closed_opportunities.touched_at) / 86400
            as touch_to_close_days,
        extract(epoch from closed_opportunities.closed_at - closed_opportunities.created_at) / 86400
            as opportunity_to_close_days

    from closed_opportunities

    left join account_creations
        on closed_opportunities.account_key = account_creations.account_key

    left join first_activity
        on closed_opportunities.account_key = first_activity.account_key

    where closed_opportunities.outcome = 'won'

),

-- least() ignores clocks whose start is unknown
final as (

    select
        account_key,
        opportunity_id,
        owner_rep_id,
        closed_at,
        case when signup_to_close_days >= 0 then signup_to_close_days end as signup_to_close_days,
        case when activity_to_touch_days >= 0 then activity_to_touch_days end as activity_to_touch_days,
        case when touch_to_close_days >= 0 then touch_to_close_days end as touch_to_close_days,
        case when opportunity_to_close_days >= 0 then opportunity_to_close_days end
            as opportunity_to_close_days,
        least(
            signup_to_close_days,
            activity_to_touch_days,
            touch_to_close_days,
            opportunity_to_close_days
        ) < 0 as is_out_of_order

    from clocks

)

select * from final
