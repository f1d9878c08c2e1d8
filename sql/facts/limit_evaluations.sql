/*---
view: facts.limit_evaluations
description: >
  How much of each limit of its plan every workspace had used at each evaluation, in total or in the calendar
  month so far, as recorded then.
owner: growth-data
grain: one row per evaluation, workspace and meter with a limit and usage
key: [workspace_id, meter, evaluation, evaluated_at]
---*/

with

daily_usage as (

    select * from facts.limited_usage_days

),

evaluations as (

    select * from facts.evaluations

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

-- usage is recorded in its month or later
recorded_days as (

    select
        account_key,
        workspace_id,
        meter,
        recorded_on,
        date_trunc('month', recorded_on::timestamp)::date as recorded_in,
        sum(quantity) as quantity,
        coalesce(
            sum(quantity) filter (where month = date_trunc('month', recorded_on::timestamp)::date), 0
        ) as quantity_of_month

    from daily_usage

    group by account_key, workspace_id, meter, recorded_on

),

-- a total is valid until the next day with usage
running_totals as (

    select
        account_key,
        workspace_id,
        meter,
        recorded_on,
        recorded_in,
        sum(quantity) over (
            partition by account_key, workspace_id, meter
            order by recorded_on
        ) as used_in_all,
        sum(quantity_of_month) over (
            partition by account_key, workspace_id, meter, recorded_in
            order by recorded_on
        ) as used_in_month,
        lead(recorded_on, 1, 'infinity'::date) over (
            partition by account_key, workspace_id, meter
            order by recorded_on
        ) as next_recorded_on

    from recorded_days

),

-- compared with the limit of the plan at the time; a deleted workspace has no limit
final as (

    select
        running_totals.account_key,
        running_totals.workspace_id,
        running_totals.meter,
        evaluations.evaluation,
        evaluations.evaluated_at,
        workspace_plans.plan,
        case
            when plan_limits.kind <> 'per_period' then running_totals.used_in_all
            when running_totals.recorded_in = date_trunc('month', evaluations.evaluated_on::timestamp)::date
                then running_totals.used_in_month
            else 0
        end as used,
        plan_limits.limit_quantity

    from running_totals

    inner join evaluations
        on running_totals.recorded_on <= evaluations.evaluated_on
        and running_totals.next_recorded_on > evaluations.evaluated_on

    inner join workspaces
        on running_totals.account_key = workspaces.account_key
        and running_totals.workspace_id = workspaces.workspace_id
        and (workspaces.deleted_at is null or workspaces.deleted_at > evaluations.evaluated_at)

    inner join workspace_plans
        on running_totals.account_key = workspace_plans.account_key
        and running_totals.workspace_id = workspace_plans.workspace_id
        and evaluations.evaluated_at >= workspace_plans.valid_from
        and evaluations.evaluated_at < workspace_plans.valid_to

    inner join plan_limits
        on workspace_plans.plan = plan_limits.plan
        and running_totals.meter = plan_limits.meter

)

select * from final
