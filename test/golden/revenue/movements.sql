-- $1: "2025-01-01"
-- $2: "2026-01-01"
-- $3: "2025-12-01"
-- $4: "2025-12-31T23:59:59Z"
-- $5: "UTC"

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

-- starting_mrr, new_mrr, expansion_mrr, contraction_mrr, churned_mrr, reactivation_mrr, fx_mrr, mrr: from
-- metrics.revenue.
revenue_counted as (

    select
        fact.month as period_start,
        coalesce(sum(mrr_start), 0) as starting_mrr,
        sum(mrr_change) filter (where movement = 'new') as new_mrr,
        sum(mrr_change) filter (where movement = 'expansion') as expansion_mrr,
        sum(mrr_change) filter (where movement = 'contraction') as contraction_mrr,
        sum(mrr_change) filter (where movement = 'churn') as churned_mrr,
        sum(mrr_change) filter (where movement = 'reactivation') as reactivation_mrr,
        sum(fx_change) as fx_mrr,
        coalesce(sum(mrr_end), 0) as mrr

    from metrics__revenue as fact

    where
        fact.month >= $1::date
        and fact.month < $2::date

    group by period_start

),

-- From the first requested period, or the first one with rows, to the last that has started.
period_range as (

    select
        $1::date as first_period,
        $3::date as last_period

),

-- Every period of the range.
time_spine as (

    select
        spine.period_start::date as period_start

    from period_range

    cross join lateral generate_series(first_period, last_period, interval '1 month') as spine (period_start)

),

-- All values of a row, from all aggregations.
combined as (

    select
        period_start,
        max(starting_mrr) as starting_mrr,
        max(new_mrr) as new_mrr,
        max(expansion_mrr) as expansion_mrr,
        max(contraction_mrr) as contraction_mrr,
        max(churned_mrr) as churned_mrr,
        max(reactivation_mrr) as reactivation_mrr,
        max(fx_mrr) as fx_mrr,
        max(mrr) as mrr

    from (
        select
            period_start,
            starting_mrr,
            new_mrr,
            expansion_mrr,
            contraction_mrr,
            churned_mrr,
            reactivation_mrr,
            fx_mrr,
            mrr
        from revenue_counted
        union all
        select
            period_start,
            null::numeric as starting_mrr,
            null::numeric as new_mrr,
            null::numeric as expansion_mrr,
            null::numeric as contraction_mrr,
            null::numeric as churned_mrr,
            null::numeric as reactivation_mrr,
            null::numeric as fx_mrr,
            null::numeric as mrr
        from time_spine
    ) as counts

    where period_start <= (select last_period from period_range)

    group by period_start

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        period_start,
        case
            when period_start::timestamp < ($4::timestamptz at time zone $5::text) then coalesce(starting_mrr, 0)
        end as starting_mrr,
        coalesce(new_mrr, 0) as new_mrr,
        coalesce(expansion_mrr, 0) as expansion_mrr,
        coalesce(contraction_mrr, 0) as contraction_mrr,
        coalesce(churned_mrr, 0) as churned_mrr,
        coalesce(reactivation_mrr, 0) as reactivation_mrr,
        coalesce(fx_mrr, 0) as fx_mrr,
        case when period_start::timestamp < ($4::timestamptz at time zone $5::text) then coalesce(mrr, 0) end as mrr

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        trim_scale(round((starting_mrr)::numeric, 6)) as "starting_mrr",
        trim_scale(round((new_mrr)::numeric, 6)) as "new_mrr",
        trim_scale(round((expansion_mrr)::numeric, 6)) as "expansion_mrr",
        trim_scale(round((contraction_mrr)::numeric, 6)) as "contraction_mrr",
        trim_scale(round((churned_mrr)::numeric, 6)) as "churned_mrr",
        trim_scale(round((reactivation_mrr)::numeric, 6)) as "reactivation_mrr",
        trim_scale(round((fx_mrr)::numeric, 6)) as "fx_mrr",
        trim_scale(round((mrr)::numeric, 6)) as "mrr"

    from gap_filled

)

select
    "period",
    "starting_mrr",
    "new_mrr",
    "expansion_mrr",
    "contraction_mrr",
    "churned_mrr",
    "reactivation_mrr",
    "fx_mrr",
    "mrr"

from result

order by "period" asc nulls last

limit 1000001
