/*---
view: facts.limit_states
description: >
  How much of each limit every workspace has used as of `as_of`, under its current plan: the state, since when
  the limit is reached, and on which day it will be reached at the pace of the last 28 days.
owner: growth-data
grain: one row per workspace and meter with a limit and usage above zero
key: [workspace_id, meter]
columns:
  reached_at:
    description: >
      When the limit was reached: the use that filled it or, later, the start of the plan. Null before.
  projected_reach_on:
    description: >
      The day on which the limit will be reached. Null when it is reached, without usage in the last 28 days,
      after the end of the month for a monthly limit, and after more than ten years.
---*/

with

limit_months as (

    select * from facts.limit_months

),

running_month as (

    select * from parameters.running_month

),

running_usage as (

    select * from facts.running_usage

),

workspace_plans as (

    select * from entities.workspace_plans

),

plan_limits as (

    select * from staging.plan_limits

),

-- the current month is evaluated as of `as_of`
current_limits as (

    select
        limit_months.account_key,
        limit_months.workspace_id,
        limit_months.meter,
        limit_months.month,
        limit_months.plan,
        limit_months.used,
        limit_months.limit_quantity,
        plan_limits.kind

    from limit_months

    inner join running_month
        on limit_months.month = running_month.month

    inner join plan_limits
        on limit_months.plan = plan_limits.plan
        and limit_months.meter = plan_limits.meter

),

-- the first use that filled the limit, and the pace of the last 28 days
filled_limits as (

    select
        current_limits.account_key,
        current_limits.workspace_id,
        current_limits.meter,
        min(running_usage.used_at) filter (
            where
            case
                when current_limits.kind = 'per_period'
                    then
                        running_usage.month = current_limits.month
                        and running_usage.used_in_month >= current_limits.limit_quantity
                else running_usage.used_in_all >= current_limits.limit_quantity
            end
        ) as filled_at,
        coalesce(
            sum(running_usage.quantity) filter (
                where
                plumbline.local_date(running_usage.used_at, parameters.time_zone)
                > plumbline.local_date(parameters.as_of, parameters.time_zone) - 28
            ),
            0
        ) as used_in_28_days

    from current_limits

    cross join parameters.business as parameters

    inner join running_usage
        on current_limits.account_key = running_usage.account_key
        and current_limits.workspace_id = running_usage.workspace_id
        and current_limits.meter = running_usage.meter

    group by current_limits.account_key, current_limits.workspace_id, current_limits.meter

),

states as (

    select
        current_limits.account_key,
        current_limits.workspace_id,
        current_limits.meter,
        current_limits.plan,
        current_limits.kind,
        current_limits.used,
        current_limits.limit_quantity,
        filled_limits.used_in_28_days,
        case
            when current_limits.used > current_limits.limit_quantity then 'over'
            when current_limits.used >= current_limits.limit_quantity then 'reached'
            when
                current_limits.used >= parameters.limit_approaching_share * current_limits.limit_quantity
                then 'approaching'
            else 'below'
        end as limit_state,
        -- a plan with a lower limit is reached when it starts
        case
            when current_limits.used >= current_limits.limit_quantity
                then greatest(filled_limits.filled_at, workspace_plans.valid_from)
        end as reached_at,
        case
            when current_limits.used < current_limits.limit_quantity
                then
                    ceil(
                        28 * (current_limits.limit_quantity - current_limits.used)
                        -- corrections may make it negative: then no day is projected
                        / nullif(greatest(filled_limits.used_in_28_days, 0), 0)
                    )
        end as days_to_limit,
        plumbline.local_date(parameters.as_of, parameters.time_zone) as today,
        plumbline.add_months(current_limits.month, 1) as next_month

    from current_limits

    cross join parameters.business as parameters

    inner join filled_limits
        on current_limits.account_key = filled_limits.account_key
        and current_limits.workspace_id = filled_limits.workspace_id
        and current_limits.meter = filled_limits.meter

    left join workspace_plans
        on current_limits.account_key = workspace_plans.account_key
        and current_limits.workspace_id = workspace_plans.workspace_id
        and parameters.as_of >= workspace_plans.valid_from
        and parameters.as_of < workspace_plans.valid_to

),

final as (

    select
        account_key,
        workspace_id,
        meter,
        plan,
        limit_state,
        used,
        limit_quantity,
        used_in_28_days,
        reached_at,
        case
            when days_to_limit > 3650 then null
            when kind = 'per_period' and today + days_to_limit::integer >= next_month then null
            else today + days_to_limit::integer
        end as projected_reach_on

    from states

)

select * from final
