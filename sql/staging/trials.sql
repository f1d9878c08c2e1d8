/*---
view: staging.trials
description: Every period in which a subscription item was on trial, and when that was to end.
owner: growth-data
grain: one row per trial period of a subscription item
key: [period_id]
---*/

with

periods as (

    select * from source.subscription_periods

),

-- a trial without an end of its own ends with its period; one without any end is still going on
final as (

    select
        nullif(trim(period_id), '') as period_id,
        nullif(trim(subscription_id), '') as subscription_id,
        nullif(trim(customer_id), '') as customer_id,
        nullif(trim(plan), '') as plan,
        started_at,
        coalesce(trial_end, ended_at, 'infinity'::timestamptz) as ends_at

    from periods

    where is_trial

)

select * from final
