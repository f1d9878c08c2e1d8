/*---
view: facts.segments_as_known
description: >
  The segment of each started account at the end of each month, and the one of the month before: with the
  revenue known now, and with the revenue known at that moment.
owner: growth-data
grain: one row per account and month since it started, now and then
key: [account_key, month, known]
time: month
crosses_accounts: Usage is high or low in comparison with the other accounts.
---*/

with

account_month_states as (

    select * from facts.account_month_states

),

-- among the accounts that pay in the same way: the share with more usage, and the share with less
compared as (

    select
        account_key,
        month,
        known,
        evaluation,
        evaluated_at,
        employee_count,
        active_user_days,
        is_icp,
        mrr,
        payers,
        workspaces,
        plan_state,
        (rank() over (partition by month, known, plan_state order by active_user_days desc) - 1)::numeric
        / count(*) over (partition by month, known, plan_state) as share_above,
        (rank() over (partition by month, known, plan_state order by active_user_days) - 1)::numeric
        / count(*) over (partition by month, known, plan_state) as share_below

    from account_month_states

),

-- usage may be neither high nor low; without any it is low
graded as (

    select
        compared.account_key,
        compared.month,
        compared.known,
        compared.evaluation,
        compared.evaluated_at,
        compared.employee_count,
        compared.active_user_days,
        compared.mrr,
        compared.payers,
        compared.workspaces,
        compared.plan_state,
        compared.is_icp
        or coalesce(compared.employee_count >= parameters.segment_min_employees, false) as is_fitting,
        compared.active_user_days > 0
        and compared.share_above < parameters.segment_high_usage_share as has_high_usage,
        compared.active_user_days = 0
        or (
            compared.share_above >= parameters.segment_high_usage_share
            and compared.share_below < parameters.segment_low_usage_share
        ) as has_low_usage

    from compared

    cross join parameters.business as parameters

),

segmented as (

    select
        graded.account_key,
        graded.month,
        graded.known,
        graded.evaluation,
        graded.evaluated_at,
        graded.employee_count,
        graded.active_user_days,
        graded.mrr,
        graded.plan_state,
        case
            when
                graded.plan_state = 'contract'
                and (
                    12 * graded.mrr >= parameters.segment_top_arr
                    or graded.employee_count >= parameters.segment_top_employees
                )
                then 'top_enterprise'
            when
                graded.plan_state = 'self_serve'
                and (
                    graded.has_high_usage
                    or graded.workspaces >= parameters.segment_min_workspaces
                    or graded.payers >= parameters.segment_min_payers
                )
                then 'top_self_serve_paid'
            when graded.plan_state in ('free', 'trial') and graded.is_fitting and graded.has_high_usage
                then 'top_free_trial'
            when graded.is_fitting and graded.has_low_usage then 'help_first'
            when graded.is_fitting or graded.plan_state in ('contract', 'self_serve') then 'opportunistic'
            when graded.has_high_usage then 'self_serve_only'
            else 'dead_zone'
        end as segment

    from graded

    cross join parameters.business as parameters

),

final as (

    select
        account_key,
        month,
        known,
        evaluation,
        evaluated_at,
        employee_count,
        active_user_days,
        mrr,
        plan_state,
        segment,
        lag(segment) over (partition by account_key, known order by month) as previous_segment

    from segmented

)

select * from final
