/*---
view: signals.limit_approaching
description: >
  A workspace that has used at least the share limit_approaching_share of a limit of its plan, and none of its
  limits completely. Evaluated at the end of every day.
owner: growth-data
grain: one row per workspace and day at whose end it approaches a limit
key: [subject_key, evaluated_at]
stored: true
signal: { subject: workspace, severity: medium, act_by: sales, evaluated: day }
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
        limit_evaluations.account_key,
        limit_evaluations.workspace_id as subject_key,
        limit_evaluations.evaluated_at,
        jsonb_build_object(
            'plan', min(limit_evaluations.plan),
            'meters', jsonb_object_agg(
                limit_evaluations.meter,
                jsonb_build_object(
                    'used', limit_evaluations.used,
                    'limit', limit_evaluations.limit_quantity
                )
            )
        ) as evidence

    from limit_evaluations

    cross join parameters.business as parameters

    where
        limit_evaluations.evaluation = 'day'
        and limit_evaluations.used
        >= parameters.limit_approaching_share * limit_evaluations.limit_quantity

    group by limit_evaluations.account_key, limit_evaluations.workspace_id, limit_evaluations.evaluated_at

    having bool_and(limit_evaluations.used < limit_evaluations.limit_quantity)

)

select * from final
