/*---
view: metrics.usage_limits
description: >
  Every workspace and meter whose limit was reached, by the moment at which it was; of a limit for each month,
  by the moment in the month.
owner: growth-data
grain: one row per workspace, meter and stretch in which the limit was reached
key: [workspace_id, meter, stretch]
time: reached_at
entities: { entities.workspaces: workspace_id, entities.accounts: account_key }
requires: [plan_limits, usage_daily|product_events]
dimensions:
  meter: What is limited, such as messages.
metrics:
  workspaces_at_limit:
    kind: count_distinct
    expression: workspace_id
    unit: count
    description: Workspaces that reached a limit of their plan in the period.
  workspaces_over_limit:
    kind: count_distinct
    expression: workspace_id
    where: crossed_at is not null
    unit: count
    description: Workspaces that reached a limit of their plan in the period and have gone over it since.
---*/

with

usage as (

    select * from facts.usage

),

plan_limits as (

    select * from staging.plan_limits

),

workspaces as (

    select * from entities.workspaces

),

-- a plan without a limit for the meter has none
limited as (

    select
        usage.account_key,
        usage.workspace_id,
        usage.meter,
        case
            when plan_limits.kind = 'per_period'
                then to_char(usage.used_at at time zone parameters.time_zone, 'YYYY-MM')
            else ''
        end as stretch,
        usage.used_at,
        usage.used_by,
        usage.quantity,
        plan_limits.limit_quantity

    from usage

    cross join parameters.business as parameters

    inner join workspaces
        on usage.account_key = workspaces.account_key
        and usage.workspace_id = workspaces.workspace_id

    inner join plan_limits
        on workspaces.plan = plan_limits.plan
        and usage.meter = plan_limits.meter

),

running as (

    select
        account_key,
        workspace_id,
        meter,
        stretch,
        used_at,
        limit_quantity,
        sum(quantity) over (
            partition by account_key, workspace_id, meter, stretch
            order by used_at, used_by
        ) as used_so_far

    from limited

),

-- reached with the unit that fills it, crossed with the one after
final as (

    select
        account_key,
        workspace_id,
        meter,
        stretch,
        min(used_at) filter (where used_so_far >= limit_quantity) as reached_at,
        min(used_at) filter (where used_so_far > limit_quantity) as crossed_at

    from running

    group by account_key, workspace_id, meter, stretch

    having max(used_so_far) >= max(limit_quantity)

)

select * from final
