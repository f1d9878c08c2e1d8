/*---
view: facts.limit_crossings
description: >
  Every use with which a workspace crossed a limit of its plan at the time: usage after it exceeds the
  limit, in total or in the calendar month, and usage before it did not.
owner: growth-data
grain: one row per workspace, meter and use that crossed the limit
key: [workspace_id, meter, used_by]
time: crossed_at
stored: true
indexes: [[account_key]]
---*/

with

limited_usage as (

    select * from facts.limited_usage

),

workspace_plans as (

    select * from entities.workspace_plans

),

plan_limits as (

    select * from staging.plan_limits

),

running_totals as (

    select
        account_key,
        workspace_id,
        meter,
        used_at,
        used_by,
        quantity,
        sum(quantity) over (
            partition by account_key, workspace_id, meter
            order by used_at, used_by
        ) as used_in_all,
        sum(quantity) over (
            partition by account_key, workspace_id, meter, month
            order by used_at, used_by
        ) as used_in_month

    from limited_usage

),

-- compared with the limit of the plan at the time
limited_totals as (

    select
        running_totals.account_key,
        running_totals.workspace_id,
        running_totals.meter,
        workspace_plans.plan,
        running_totals.used_at,
        running_totals.used_by,
        running_totals.quantity,
        case
            when plan_limits.kind = 'per_period' then running_totals.used_in_month
            else running_totals.used_in_all
        end as used,
        plan_limits.limit_quantity

    from running_totals

    inner join workspace_plans
        on running_totals.account_key = workspace_plans.account_key
        and running_totals.workspace_id = workspace_plans.workspace_id
        and running_totals.used_at >= workspace_plans.valid_from
        and running_totals.used_at < workspace_plans.valid_to

    inner join plan_limits
        on workspace_plans.plan = plan_limits.plan
        and running_totals.meter = plan_limits.meter

),

final as (

    select
        account_key,
        workspace_id,
        meter,
        plan,
        used_by,
        used_at as crossed_at

    from limited_totals

    where
        used > limit_quantity
        and used - quantity <= limit_quantity

)

select * from final
