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
        plumbline.text_or_null(period_id) as period_id,
        plumbline.text_or_null(subscription_id) as subscription_id,
        plumbline.text_or_null(customer_id) as customer_id,
        plumbline.text_or_null(plan) as plan,
        plumbline.moment_or_null(started_at) as started_at,
        coalesce(
            plumbline.moment_or_null(trial_end),
            plumbline.moment_or_null(ended_at),
            'infinity'::timestamptz
        ) as ends_at

    from periods

    where is_trial

)

select * from final
