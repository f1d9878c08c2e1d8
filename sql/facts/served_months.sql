/*---
view: facts.served_months
description: >
  What each account cost, paid and did in each month: its cost to serve, its recurring revenue at the end
  of the month, whether it was active, and whether it had paid. A cost of no account is a row without an
  account.
owner: growth-data
grain: one row per account and month with a cost, revenue or activity
key: [account_key, month]
time: month
stored: true
spread: everywhere
indexes: [[account_key, month]]
---*/

with

account_costs as not materialized (

    select * from facts.account_costs

),

account_months as not materialized (

    select * from facts.account_months

),

activity as not materialized (

    select * from facts.activity

),

first_months as (

    select
        account_key,
        min(month) as first_paid_month

    from account_months

    where mrr > 0

    group by account_key

),

active_months as (

    select distinct
        activity.event_account_key as account_key,
        plumbline.local_month(activity.occurred_at, parameters.time_zone) as month

    from activity

    cross join parameters.business as parameters

    where activity.event_account_key is not null

),

united as (

    select
        account_key,
        month,
        amount as cost,
        0 as mrr,
        false as is_active
    from account_costs
    union all
    select
        account_key,
        month,
        0 as cost,
        mrr,
        false as is_active
    from account_months
    union all
    select
        account_key,
        month,
        0 as cost,
        0 as mrr,
        true as is_active
    from active_months

),

totals as (

    select
        account_key,
        month,
        sum(cost) as cost,
        sum(mrr) as mrr,
        bool_or(is_active) as is_active

    from united

    group by account_key, month

),

-- a cost of no account has no state
final as (

    select
        totals.account_key,
        totals.month,
        totals.cost,
        totals.mrr,
        totals.is_active,
        case
            when totals.account_key is null then null
            when totals.mrr > 0 then 'paying'
            when totals.month > first_months.first_paid_month then 'former'
            else 'free'
        end as payment_state

    from totals

    left join first_months
        on totals.account_key = first_months.account_key

)

select * from final
