/*---
view: signals.limit_reached
description: >
  A workspace that has used all of a limit of its plan: call the buyer. Evaluated at the end of every day;
  closed when the plan allows more, or a new month begins for a monthly limit.
owner: growth-data
grain: one row per workspace and day at whose end a limit is reached
key: [subject_key, evaluated_at]
stored: true
signal: { subject: workspace, severity: high, act_by: sales, evaluated: day }
requires: [plan_limits, usage_daily|product_events]
assumes:
  plan_changes: >
    No plan changes were provided, so every workspace counts as always on the plan that it has today.
---*/

with

limit_evaluations as (

    select * from facts.limit_evaluations

),

final as (

    select
        account_key,
        workspace_id as subject_key,
        evaluated_at,
        jsonb_build_object(
            'plan', min(plan),
            'meters', jsonb_object_agg(meter, jsonb_build_object('used', used, 'limit', limit_quantity))
        ) as evidence

    from limit_evaluations

    where
        evaluation = 'day'
        and used >= limit_quantity

    group by account_key, workspace_id, evaluated_at

)

select * from final
