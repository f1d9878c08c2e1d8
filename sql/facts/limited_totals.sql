/*---
view: facts.limited_totals
description: >
  Every use of a meter that the plan of the workspace limited at the time, with the usage that counts for the
  limit, up to and including it.
owner: growth-data
grain: one row per workspace, meter and day, or per event
key: [workspace_id, meter, used_by]
time: used_at
---*/

with

running_usage as (

    select * from facts.running_usage

),

workspace_plans as (

    select * from entities.workspace_plans

),

plan_limits as (

    select * from staging.plan_limits

),

-- compared with the limit of the plan at the time
final as (

    select
        running_usage.account_key,
        running_usage.workspace_id,
        running_usage.meter,
        workspace_plans.plan,
        running_usage.used_at,
        running_usage.used_by,
        running_usage.quantity,
        case
            when plan_limits.kind = 'per_period' then running_usage.used_in_month
            else running_usage.used_in_all
        end as used,
        plan_limits.limit_quantity

    from running_usage

    inner join workspace_plans
        on running_usage.account_key = workspace_plans.account_key
        and running_usage.workspace_id = workspace_plans.workspace_id
        and running_usage.used_at >= workspace_plans.valid_from
        and running_usage.used_at < workspace_plans.valid_to

    inner join plan_limits
        on workspace_plans.plan = plan_limits.plan
        and running_usage.meter = plan_limits.meter

)

select * from final
