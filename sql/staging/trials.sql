/*---
view: staging.trials
description: Every trial period of a subscription item, and its planned end.
owner: growth-data
grain: one row per trial period of a subscription item
key: [period_id]
columns:
  stopped_at: { description: "When the trial was over: at its planned end, or earlier with its period." }
---*/

with

periods as (

    select * from source.subscription_periods

),

-- a trial without its own end ends with its period; without any end it is still active
trials as (

    select
        plumbline.text_or_null(period_id) as period_id,
        plumbline.text_or_null(subscription_id) as subscription_id,
        plumbline.text_or_null(customer_id) as customer_id,
        plumbline.text_or_null(plan) as plan,
        plumbline.moment_or_null(started_at) as started_at,
        plumbline.moment_or_null(ended_at) as period_ends_at,
        coalesce(
            plumbline.moment_or_null(trial_end),
            plumbline.moment_or_null(ended_at),
            'infinity'::timestamptz
        ) as ends_at

    from periods

    where is_trial

),

final as (

    select
        period_id,
        subscription_id,
        customer_id,
        plan,
        started_at,
        ends_at,
        least(ends_at, period_ends_at) as stopped_at

    from trials

)

select * from final
