/*---
view: facts.plan_members
description: >
  Every account on a plan that has costs in a month, at the end of that month: by a workspace on the plan,
  or by a subscription item. The current month is evaluated as of `as_of`.
owner: growth-data
grain: >
  one row per month, plan, account and workspace, and one without a workspace per account that pays for the
  plan
key: [month, plan, account_key, workspace_id]
time: month
---*/

with

cost_to_serve as not materialized (

    select * from staging.cost_to_serve

),

workspaces as not materialized (

    select * from entities.workspaces

),

workspace_plans as not materialized (

    select * from entities.workspace_plans

),

subscription_months as not materialized (

    select * from facts.subscription_months

),

-- the moment at which each month with costs by plan is evaluated
plan_months as (

    select
        cost_to_serve.month,
        cost_to_serve.plan,
        least(
            plumbline.month_end(cost_to_serve.month, parameters.time_zone),
            -- starts at `as_of` are included
            parameters.as_of + interval '1 microsecond'
        ) as snapshot_at

    from cost_to_serve

    cross join parameters.business as parameters

    where
        cost_to_serve.account_id is null
        and plumbline.day_start(cost_to_serve.month, parameters.time_zone) < parameters.as_of

    group by cost_to_serve.month, cost_to_serve.plan, parameters.time_zone, parameters.as_of

),

final as (

    select
        plan_months.month,
        plan_months.plan,
        workspaces.account_key,
        workspaces.workspace_id

    from workspaces

    inner join workspace_plans
        on workspaces.account_key = workspace_plans.account_key
        and workspaces.workspace_id = workspace_plans.workspace_id

    inner join plan_months
        on workspace_plans.plan = plan_months.plan
        and workspace_plans.valid_from < plan_months.snapshot_at
        and workspace_plans.valid_to >= plan_months.snapshot_at

    where
        workspaces.created_at < plan_months.snapshot_at
        and (workspaces.deleted_at is null or workspaces.deleted_at >= plan_months.snapshot_at)

    union all

    select
        plan_months.month,
        plan_months.plan,
        subscription_months.account_key,
        null::text as workspace_id

    from subscription_months

    inner join plan_months
        on subscription_months.plan = plan_months.plan
        and subscription_months.month = plan_months.month

    group by plan_months.month, plan_months.plan, subscription_months.account_key

)

select * from final
