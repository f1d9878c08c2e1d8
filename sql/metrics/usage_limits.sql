/*---
view: metrics.usage_limits
description: >
  How much of each limit every workspace had used at the end of each month, in all or in that month, against
  the plan that it was on then. The running month is looked at as of now.
owner: growth-data
grain: one row per workspace, meter and month at whose end a limit applies and some of it is used
key: [workspace_id, meter, month]
time: month
time_type: date
finest_grain: month
entities: { entities.workspaces: workspace_id, entities.accounts: account_key }
requires: [plan_limits, usage_daily|product_events]
assumes:
  plan_changes: >
    No plan changes were provided, so every workspace counts as always on the plan that it has today.
dimensions:
  meter: What is limited, such as messages.
  plan:
    description: >
      The plan at the time: of a limit, the one that the workspace was on; of revenue, the one that most of
      the payer's revenue is on. Null when the data name no plan.
metrics:
  workspaces_approaching_limit:
    kind: balance
    expression: workspace_id
    distinct: true
    where: is_approaching
    unit: count
    description: >
      Workspaces that at the period's end have used at least the share limit_approaching_share of a limit of
      their plan; those that have used all of it or more are among them.
  workspaces_at_limit:
    kind: balance
    expression: workspace_id
    distinct: true
    where: used >= limit_quantity
    version: 2
    unit: count
    description: >
      Workspaces that at the period's end have used all that a limit of their plan allows; those that have
      used more are among them.
  workspaces_over_limit:
    kind: balance
    expression: workspace_id
    distinct: true
    where: used > limit_quantity
    version: 2
    unit: count
    description: Workspaces that at the period's end have used more than a limit of their plan allows.
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

-- what was used stays used until more is
running as (

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

-- every month that has begun, and the moment at which it is looked at
snapshots as (

    select
        months.month,
        least(
            (months.month + interval '1 month') at time zone parameters.time_zone,
            -- whatever begins as of now has begun
            parameters.as_of + interval '1 microsecond'
        ) as snapshot_at

    from months

    cross join parameters.business as parameters

    where months.month::timestamp at time zone parameters.time_zone < parameters.as_of

),

standing as (

    select
        running.account_key,
        running.workspace_id,
        running.meter,
        snapshots.month,
        snapshots.snapshot_at,
        running.used_in_all,
        case when running.month = snapshots.month then running.used_in_month else 0 end as used_in_month

    from running

    inner join snapshots
        on running.month <= snapshots.month
        and running.next_month > snapshots.month

),

-- against the limit of the plan at the time; a deleted workspace is at no limit
limited as (

    select
        standing.account_key,
        standing.workspace_id,
        standing.meter,
        standing.month,
        workspace_plans.plan,
        case when plan_limits.kind = 'per_period' then standing.used_in_month else standing.used_in_all end
            as used,
        plan_limits.limit_quantity

    from standing

    inner join workspaces
        on standing.account_key = workspaces.account_key
        and standing.workspace_id = workspaces.workspace_id
        and (workspaces.deleted_at is null or workspaces.deleted_at >= standing.snapshot_at)

    inner join workspace_plans
        on standing.account_key = workspace_plans.account_key
        and standing.workspace_id = workspace_plans.workspace_id
        and standing.snapshot_at > workspace_plans.valid_from
        and standing.snapshot_at <= workspace_plans.valid_to

    inner join plan_limits
        on workspace_plans.plan = plan_limits.plan
        and standing.meter = plan_limits.meter

),

final as (

    select
        limited.account_key,
        limited.workspace_id,
        limited.meter,
        limited.month,
        limited.plan,
        limited.used,
        limited.limit_quantity,
        limited.used >= parameters.limit_approaching_share * limited.limit_quantity as is_approaching

    from limited

    cross join parameters.business as parameters

    where limited.used > 0

)

select * from final
