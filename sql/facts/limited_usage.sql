/*---
view: facts.limited_usage
description: >
  Usage of each meter by workspaces that have ever been on a plan that limits it, with the calendar month of
  the use.
owner: growth-data
grain: one row per workspace, meter and day, or per event
key: []
time: used_at
---*/

with

usage as (

    select * from facts.usage

),

workspace_plans as (

    select * from entities.workspace_plans

),

plan_limits as (

    select * from staging.plan_limits

),

limited_meters as (

    select distinct
        workspace_plans.account_key,
        workspace_plans.workspace_id,
        plan_limits.meter

    from workspace_plans

    inner join plan_limits
        on workspace_plans.plan = plan_limits.plan

),

final as (

    select
        usage.account_key,
        usage.workspace_id,
        usage.meter,
        usage.used_at,
        usage.recorded_at,
        usage.used_by,
        plumbline.local_month(usage.used_at, parameters.time_zone) as month,
        usage.quantity

    from usage

    cross join parameters.business as parameters

    inner join limited_meters
        on usage.account_key = limited_meters.account_key
        and usage.workspace_id = limited_meters.workspace_id
        and usage.meter = limited_meters.meter

)

select * from final
