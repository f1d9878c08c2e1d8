/*---
view: facts.account_month_states
description: >
  The state of each started account at the end of each month: its size, usage, revenue, payers, workspaces,
  and the way in which it pays. The current month is evaluated as of `as_of`. The headcount and the segment of
  an account are the current ones. Revenue and payers are those known now, and those known at that moment.
owner: growth-data
grain: one row per account and month since it started, now and then
key: [account_key, month, known]
stored: true
indexes: [[account_key, month]]
time: month
---*/

with

account_usage as (

    select * from facts.account_usage

),

accounts as not materialized (

    select * from entities.accounts

),

known_items as not materialized (

    select * from facts.known_items

),

account_payer_counts as (

    select * from facts.account_payer_counts

),

live_workspaces as (

    select * from facts.live_workspaces

),

contracts as (

    select * from staging.contracts

),

trials as (

    select * from staging.trials

),

buyers as (

    select * from entities.buyers

),

running_month as (

    select * from parameters.running_month

),

monthly_usage as (

    select
        account_usage.account_key,
        account_usage.evaluation,
        account_usage.evaluated_at,
        plumbline.local_date(account_usage.evaluated_at, parameters.time_zone) as evaluated_on,
        case
            when account_usage.evaluation = 'now' then running_month.month
            else plumbline.local_month(account_usage.evaluated_at, parameters.time_zone)
        end as month,
        account_usage.employee_count,
        account_usage.active_users,
        account_usage.active_user_days,
        account_usage.user_penetration

    from account_usage

    cross join parameters.business as parameters

    cross join running_month

    -- at the last moment of a month, its end is evaluated already
    where
        account_usage.window_days = 28
        and (
            account_usage.evaluation = 'month'
            or (
                account_usage.evaluation = 'now'
                and account_usage.evaluated_at
                < plumbline.month_end(running_month.month, parameters.time_zone) - interval '1 microsecond'
            )
        )

),

-- every month is evaluated twice
knowledge as (

    select 'now' as known
    union all
    select 'then' as known

),

-- rounded as the revenue of an account is
known_revenue as (

    select
        account_key,
        month,
        known,
        round(sum(value), 8) as mrr

    from known_items

    group by account_key, month, known

),

account_trials as (

    select
        buyers.account_key,
        trials.started_at,
        trials.stopped_at

    from trials

    inner join buyers
        on trials.customer_id = buyers.buyer_id

),

months_with_contract as (

    select distinct
        monthly_usage.account_key,
        monthly_usage.evaluated_at

    from monthly_usage

    inner join contracts
        on monthly_usage.account_key = contracts.account_id
        and monthly_usage.evaluated_on >= contracts.start_date
        and monthly_usage.evaluated_on <= contracts.end_date

),

months_in_trial as (

    select distinct
        monthly_usage.account_key,
        monthly_usage.evaluated_at

    from monthly_usage

    inner join account_trials
        on monthly_usage.account_key = account_trials.account_key
        and monthly_usage.evaluated_at >= account_trials.started_at
        and monthly_usage.evaluated_at < account_trials.stopped_at

),

final as (

    select
        monthly_usage.account_key,
        monthly_usage.month,
        knowledge.known,
        monthly_usage.evaluation,
        monthly_usage.evaluated_at,
        monthly_usage.employee_count,
        monthly_usage.active_users,
        monthly_usage.active_user_days,
        monthly_usage.user_penetration,
        accounts.icp_segment is not null
        and accounts.icp_segment <> all (parameters.non_icp_segments) as is_icp,
        coalesce(known_revenue.mrr, 0) as mrr,
        coalesce(account_payer_counts.payers, 0) as payers,
        coalesce(account_payer_counts.active_payers, 0) as active_payers,
        coalesce(live_workspaces.workspaces, 0) as workspaces,
        case
            when months_with_contract.account_key is not null then 'contract'
            when known_revenue.mrr > 0 then 'self_serve'
            when months_in_trial.account_key is not null then 'trial'
            else 'free'
        end as plan_state

    from monthly_usage

    cross join knowledge

    cross join parameters.business as parameters

    left join accounts
        on monthly_usage.account_key = accounts.account_key

    left join known_revenue
        on monthly_usage.account_key = known_revenue.account_key
        and monthly_usage.month = known_revenue.month
        and knowledge.known = known_revenue.known

    left join account_payer_counts
        on monthly_usage.account_key = account_payer_counts.account_key
        and monthly_usage.month = account_payer_counts.month
        and knowledge.known = account_payer_counts.known

    left join live_workspaces
        on monthly_usage.account_key = live_workspaces.account_key
        and monthly_usage.evaluation = live_workspaces.evaluation
        and monthly_usage.evaluated_at = live_workspaces.evaluated_at

    left join months_with_contract
        on monthly_usage.account_key = months_with_contract.account_key
        and monthly_usage.evaluated_at = months_with_contract.evaluated_at

    left join months_in_trial
        on monthly_usage.account_key = months_in_trial.account_key
        and monthly_usage.evaluated_at = months_in_trial.evaluated_at

)

select * from final
