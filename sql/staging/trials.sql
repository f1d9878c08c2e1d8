/*---
view: staging.trials
description: Every trial period of a subscription item, and its planned end.
owner: growth-data
grain: one row per trial period of a subscription item
key: [period_id]
---*/

with

periods as (

    select * from source.subscription_periods

),

-- a trial without its own end ends with its period; without any end it is still active
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
