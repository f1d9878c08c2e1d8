/*---
view: facts.expansion_evaluations
description: >
  Every paying account at each evaluation: where it has headroom for expansion, and whether its usage grows or
  holds. An account with any headroom and such usage is expansion-qualified. An unknown headroom is none.
owner: growth-data
grain: one row per evaluation and account that was paying then
key: [account_key, evaluation, evaluated_at]
stored: true
columns:
  user_penetration: { description: "Active users of 28 days per employee. Null without a headcount." }
  limit_share: { description: "The largest used share of a limit. Null without usage of a limited meter." }
  unused_features: { description: "Paid features not used in 90 days. Null when paid_features is null." }
---*/

with

account_usage as (

    select * from facts.account_usage

),

paying_evaluations as (

    select * from facts.paying_evaluations

),

limit_evaluations as (

    select * from facts.limit_evaluations

),

live_workspaces as (

    select * from facts.live_workspaces

),

contracts as (

    select * from staging.contracts

),

-- unite and then group: with joins here the planner underestimates the rows
united as (

    select
        account_key,
        evaluation,
        evaluated_at,
        evaluated_on,
        null::numeric as user_penetration,
        null::numeric as limit_share,
        null::bigint as workspaces,
        null::bigint as paid_features_used,
        null::bigint as active_users,
        null::bigint as users_active_before
    from paying_evaluations
    where evaluation <> 'day'
    union all
    select
        account_key,
        evaluation,
        evaluated_at,
        null::date as evaluated_on,
        case when window_days = 28 then user_penetration end as user_penetration,
        null::numeric as limit_share,
        null::bigint as workspaces,
        case when window_days = 90 then paid_features_used end as paid_features_used,
        case when window_days = 28 then active_users end as active_users,
        case when window_days = 28 then users_active_before end as users_active_before
    from account_usage
    where window_days in (28, 90)
    union all
    select
        account_key,
        evaluation,
        evaluated_at,
        null::date as evaluated_on,
        null::numeric as user_penetration,
        used / nullif(limit_quantity, 0) as limit_share,
        null::bigint as workspaces,
        null::bigint as paid_features_used,
        null::bigint as active_users,
        null::bigint as users_active_before
    from limit_evaluations
    where evaluation <> 'day'
    union all
    select
        account_key,
        evaluation,
        evaluated_at,
        null::date as evaluated_on,
        null::numeric as user_penetration,
        null::numeric as limit_share,
        workspaces,
        null::bigint as paid_features_used,
        null::bigint as active_users,
        null::bigint as users_active_before
    from live_workspaces

),

-- the evaluations at which the account was paying
grouped as (

    select
        account_key,
        evaluation,
        evaluated_at,
        max(evaluated_on) as evaluated_on,
        max(user_penetration) as user_penetration,
        max(limit_share) as limit_share,
        max(workspaces) as workspaces,
        coalesce(max(paid_features_used), 0) as paid_features_used,
        coalesce(max(active_users), 0) as active_users,
        coalesce(max(users_active_before), 0) as users_active_before

    from united

    group by account_key, evaluation, evaluated_at

    having max(evaluated_on) is not null

),

evaluations_with_contract as (

    select distinct
        grouped.account_key,
        grouped.evaluation,
        grouped.evaluated_at

    from grouped

    inner join contracts
        on grouped.account_key = contracts.account_id
        and grouped.evaluated_on >= contracts.start_date
        and grouped.evaluated_on <= contracts.end_date

),

-- workspaces of an account with an active contract are consolidated
measured as (

    select
        grouped.account_key,
        grouped.evaluation,
        grouped.evaluated_at,
        grouped.user_penetration,
        grouped.limit_share,
        case
            when evaluations_with_contract.account_key is not null then 0
            else coalesce(grouped.workspaces, 0)
        end as unconsolidated_workspaces,
        cardinality(parameters.paid_features) - grouped.paid_features_used as unused_features,
        grouped.active_users,
        grouped.users_active_before

    from grouped

    cross join parameters.business as parameters

    left join evaluations_with_contract
        on grouped.account_key = evaluations_with_contract.account_key
        and grouped.evaluation = evaluations_with_contract.evaluation
        and grouped.evaluated_at = evaluations_with_contract.evaluated_at

),

final as (

    select
        measured.account_key,
        measured.evaluation,
        measured.evaluated_at,
        measured.user_penetration,
        measured.limit_share,
        measured.unconsolidated_workspaces,
        measured.unused_features,
        measured.active_users,
        measured.users_active_before,
        coalesce(measured.user_penetration < parameters.expansion_max_penetration, false)
        or coalesce(measured.limit_share > parameters.expansion_min_limit_share, false)
        or measured.unconsolidated_workspaces >= parameters.expansion_min_workspaces
        or coalesce(measured.unused_features > 0, false) as has_headroom,
        measured.active_users > 0
        and measured.active_users >= measured.users_active_before as is_holding

    from measured

    cross join parameters.business as parameters

)

select * from final
