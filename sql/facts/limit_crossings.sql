/*---
view: facts.limit_crossings
description: >
  Every use with which a workspace went over a limit of the plan that it was on then, and when: more was used
  than the plan allows, in all or in the calendar month, and no more than it allows before.
owner: growth-data
grain: one row per workspace, meter and use with which it went over the limit
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

running as (

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

-- against the limit of the plan at the time
limited as (

    select
        running.account_key,
        running.workspace_id,
        running.meter,
        workspace_plans.plan,
        running.used_at,
        running.used_by,
        running.quantity,
        case when plan_limits.kind = 'per_period' then running.used_in_month else running.used_in_all end
            as used,
        plan_limits.limit_quantity

    from running

    inner join workspace_plans
        on running.account_key = workspace_plans.account_key
        and running.workspace_id = workspace_plans.workspace_id
        and running.used_at >= workspace_plans.valid_from
        and running.used_at < workspace_plans.valid_to

    inner join plan_limits
        on workspace_plans.plan = plan_limits.plan
        and running.meter = plan_limits.meter

),

final as (

    select
        account_key,
        workspace_id,
        meter,
        plan,
        used_by,
        used_at as crossed_at

    from limited

    where
        used > limit_quantity
        and used - quantity <= limit_quantity

)

select * from final
