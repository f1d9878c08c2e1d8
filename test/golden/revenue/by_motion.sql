-- $1: "2025-01-01"
-- $2: "2026-01-01"
-- $3: "2025-10-01"

with

-- metrics.revenue: Recurring revenue by payer and month, and its movements.
metrics__revenue as not materialized (

    select
        account_key,
        payer_key,
        month,
        plan,
        movement,
        case
            when movement = 'new' then 'new'
            when pays_now and not paid_before then 'reactivation'
            when paid_before and not pays_now then 'churn'
        end as account_movement,
        paid_before,
        pays_now,
        mrr_start,
        mrr_end,
        mrr_change,
        fx_change

    from facts.revenue_movements as revenue_movements

),

-- new_mrr, new_paying_accounts: from metrics.revenue.
revenue_counted as (

    select
        date_trunc('quarter', fact.month::timestamp)::date as period_start,
        revenue_movement_motions_of_fact.c_movement_motion as d_movement_motion,
        sum(mrr_change) filter (where movement = 'new') as new_mrr,
        sum(1) filter (where account_movement = 'new') as new_paying_accounts

    from metrics__revenue as fact

    left join (
        select
            account_key as k_account_key,
            payer_key as k_payer_key,
            month as k_month,
            movement_motion as c_movement_motion
        from facts.revenue_movement_motions
    ) as revenue_movement_motions_of_fact
        on fact.account_key = revenue_movement_motions_of_fact.k_account_key
        and fact.payer_key = revenue_movement_motions_of_fact.k_payer_key
        and fact.month = revenue_movement_motions_of_fact.k_month

    where
        fact.month >= $1::date
        and fact.month < $2::date

    group by period_start, d_movement_motion

),

-- From the first requested period, or the first one with rows, to the last that has started.
period_range as (

    select
        $1::date as first_period,
        $3::date as last_period

),

-- Every period of the range, for every group.
time_spine as (

    select
        spine.period_start::date as period_start,
        d_movement_motion

    from period_range

    cross join lateral generate_series(first_period, last_period, interval '3 months') as spine (period_start)

    cross join (
        select distinct
            d_movement_motion
        from revenue_counted
    ) as dimension_groups

),

-- All values of a row, from all aggregations.
combined as (

    select
        period_start,
        d_movement_motion,
        max(new_mrr) as new_mrr,
        max(new_paying_accounts) as new_paying_accounts

    from (
        select
            period_start,
            d_movement_motion,
            new_mrr,
            new_paying_accounts
        from revenue_counted
        union all
        select
            period_start,
            d_movement_motion,
            null::numeric as new_mrr,
            null::numeric as new_paying_accounts
        from time_spine
    ) as counts

    where period_start <= (select last_period from period_range)

    group by period_start, d_movement_motion

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        period_start,
        d_movement_motion,
        coalesce(new_mrr, 0) as new_mrr,
        coalesce(new_paying_accounts, 0) as new_paying_accounts

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        d_movement_motion as "movement_motion",
        trim_scale(round((new_mrr)::numeric, 6)) as "new_mrr",
        (new_paying_accounts)::bigint as "new_paying_accounts"

    from gap_filled

)

select
    "period",
    "movement_motion",
    "new_mrr",
    "new_paying_accounts"

from result

order by
    "period" asc nulls last,
    "movement_motion" collate "C" asc nulls last

limit 1000001
