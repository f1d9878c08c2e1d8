/*---
view: facts.expansion_evaluations
description: >
  Every paying account at each evaluation: where it has headroom for expansion, and whether its usage grows or
  holds. An account with any headroom and such usage is expansion-qualified. An unknown headroom is none.
owner: growth-data
grain: one row per evaluation and account that was paying then
key: [account_key, evaluation, evaluated_at]
columns:
  penetration: { description: "Active users of 28 days per employee. Null without a headcount." }
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

workspace_creation_history as not materialized (

    select * from entities.workspace_creation_history

),

workspaces as (

    select * from entities.workspaces

),

contracts as (

    select * from staging.contracts

),

limit_shares as (

    select
        account_key,
        evaluation,
        evaluated_at,
        max(used / nullif(limit_quantity, 0)) as limit_share

    from limit_evaluations

    group by account_key, evaluation, evaluated_at

),

-- workspaces that no active contract of the account covers
unconsolidated_workspaces as (

    select
        paying_evaluations.account_key,
        paying_evaluations.evaluation,
        paying_evaluations.evaluated_at,
        count(*) as workspaces

    from paying_evaluations

    inner join workspaces
        on paying_evaluations.account_key = workspaces.account_key
        and workspaces.is_registered
        and (workspaces.deleted_at is null or workspaces.deleted_at > paying_evaluations.evaluated_at)

    inner join workspace_creation_history
        on workspaces.account_key = workspace_creation_history.account_key
        and workspaces.workspace_id = workspace_creation_history.workspace_id
        and paying_evaluations.evaluated_at >= workspace_creation_history.recorded_from
        and paying_evaluations.evaluated_at < workspace_creation_history.recorded_to

    where
        paying_evaluations.evaluation <> 'day'
        and not exists (
            select 1
            from contracts
            where
                contracts.account_id = paying_evaluations.account_key
                and contracts.start_date <= paying_evaluations.evaluated_on
                and contracts.end_date >= paying_evaluations.evaluated_on
        )

    group by paying_evaluations.account_key, paying_evaluations.evaluation, paying_evaluations.evaluated_at

),

-- usage of 28 days, and the paid features used in 90 days
usage_of_paying_accounts as (

    select
        account_usage.account_key,
        account_usage.evaluation,
        account_usage.evaluated_at,
        max(account_usage.penetration) filter (where account_usage.window_days = 28) as penetration,
        max(account_usage.active_users) filter (where account_usage.window_days = 28) as active_users,
        max(account_usage.users_active_before) filter (where account_usage.window_days = 28)
            as users_active_before,
        max(account_usage.paid_features_used) filter (where account_usage.window_days = 90)
            as paid_features_used

    from account_usage

    inner join paying_evaluations
        on account_usage.account_key = paying_evaluations.account_key
        and account_usage.evaluation = paying_evaluations.evaluation
        and account_usage.evaluated_at = paying_evaluations.evaluated_at

    where account_usage.window_days in (28, 90)

    group by account_usage.account_key, account_usage.evaluation, account_usage.evaluated_at

),

measured as (

    select
        usage_of_paying_accounts.account_key,
        usage_of_paying_accounts.evaluation,
        usage_of_paying_accounts.evaluated_at,
        usage_of_paying_accounts.penetration,
        limit_shares.limit_share,
        coalesce(unconsolidated_workspaces.workspaces, 0) as unconsolidated_workspaces,
        cardinality(parameters.paid_features)
        - usage_of_paying_accounts.paid_features_used as unused_features,
        usage_of_paying_accounts.active_users,
        usage_of_paying_accounts.users_active_before

    from usage_of_paying_accounts

    cross join parameters.business as parameters

    left join limit_shares
        on usage_of_paying_accounts.account_key = limit_shares.account_key
        and usage_of_paying_accounts.evaluation = limit_shares.evaluation
        and usage_of_paying_accounts.evaluated_at = limit_shares.evaluated_at

    left join unconsolidated_workspaces
        on usage_of_paying_accounts.account_key = unconsolidated_workspaces.account_key
        and usage_of_paying_accounts.evaluation = unconsolidated_workspaces.evaluation
        and usage_of_paying_accounts.evaluated_at = unconsolidated_workspaces.evaluated_at

),

final as (

    select
        measured.account_key,
        measured.evaluation,
        measured.evaluated_at,
        measured.penetration,
        measured.limit_share,
        measured.unconsolidated_workspaces,
        measured.unused_features,
        measured.active_users,
        measured.users_active_before,
        coalesce(measured.penetration < parameters.expansion_max_penetration, false)
        or coalesce(measured.limit_share > parameters.expansion_min_limit_share, false)
        or measured.unconsolidated_workspaces >= parameters.expansion_min_workspaces
        or coalesce(measured.unused_features > 0, false) as has_headroom,
        measured.active_users > 0
        and measured.active_users >= measured.users_active_before as is_holding

    from measured

    cross join parameters.business as parameters

)

select * from final
