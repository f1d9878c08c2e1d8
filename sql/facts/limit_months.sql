/*---
view: facts.limit_months
description: >
  How much of each limit every workspace had used at the end of each month, in total or in that month, under
  its plan at the time. The current month is evaluated as of `as_of`.
owner: growth-data
grain: one row per workspace, meter and month at the end of which a limit applies and usage is above zero
key: [workspace_id, meter, month]
time: month
stored: true
indexes: [[month], [account_key]]
---*/

with

limited_usage as (

    select * from facts.limited_usage

),

workspaces as (

    select * from entities.workspaces

),

workspace_plans as (

    select * from entities.workspace_plans

),

plan_limits as (

    select * from staging.plan_limits

),

months as (

    select * from parameters.months

),

monthly as (

    select
        account_key,
        workspace_id,
        meter,
        month,
        sum(quantity) as used_in_month

    from limited_usage

    group by account_key, workspace_id, meter, month

),

-- total usage is valid until the next use
running_totals as (

    select
        account_key,
        workspace_id,
        meter,
        month,
        used_in_month,
        sum(used_in_month) over (
            partition by account_key, workspace_id, meter
            order by month
        ) as used_in_all,
        lead(month, 1, 'infinity'::date) over (
            partition by account_key, workspace_id, meter
            order by month
        ) as next_month

    from monthly

),

-- every month since the first use, and the moment at which it is evaluated
snapshots as materialized (

    select
        months.month,
        least(
            plumbline.month_end(months.month, parameters.time_zone),
            -- starts at `as_of` are included
            parameters.as_of + interval '1 microsecond'
        ) as snapshot_at

    from months

    cross join parameters.business as parameters

    where
        months.month >= (select min(monthly.month) from monthly)
        and plumbline.day_start(months.month, parameters.time_zone) < parameters.as_of

),

month_end_usage as (

    select
        running_totals.account_key,
        running_totals.workspace_id,
        running_totals.meter,
        snapshots.month,
        snapshots.snapshot_at,
        running_totals.used_in_all,
        case
            when running_totals.month = snapshots.month then running_totals.used_in_month
            else 0
        end as used_in_month

    from running_totals

    inner join snapshots
        on running_totals.month <= snapshots.month
        and running_totals.next_month > snapshots.month

),

-- compared with the limit of the plan at the time; a deleted workspace has no limit
limited_usage_at_month_end as (

    select
        month_end_usage.account_key,
        month_end_usage.workspace_id,
        month_end_usage.meter,
        month_end_usage.month,
        workspace_plans.plan,
        case
            when plan_limits.kind = 'per_period' then month_end_usage.used_in_month
            else month_end_usage.used_in_all
        end as used,
        plan_limits.limit_quantity

    from month_end_usage

    inner join workspaces
        on month_end_usage.account_key = workspaces.account_key
        and month_end_usage.workspace_id = workspaces.workspace_id
        and (workspaces.deleted_at is null or workspaces.deleted_at >= month_end_usage.snapshot_at)

    inner join workspace_plans
        on month_end_usage.account_key = workspace_plans.account_key
        and month_end_usage.workspace_id = workspace_plans.workspace_id
        and month_end_usage.snapshot_at > workspace_plans.valid_from
        and month_end_usage.snapshot_at <= workspace_plans.valid_to

    inner join plan_limits
        on workspace_plans.plan = plan_limits.plan
        and month_end_usage.meter = plan_limits.meter

),

final as (

    select
        account_key,
        workspace_id,
        meter,
        month,
        plan,
        used,
        limit_quantity

    from limited_usage_at_month_end

    where used > 0

)

select * from final
