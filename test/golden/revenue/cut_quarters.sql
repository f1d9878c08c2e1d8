-- $1: "2025-02-01"
-- $2: "2025-11-01"
-- $3: "2025-12-01"
-- $4: "2025-01-01"
-- $5: "2025-10-01"
-- $6: "2025-12-31T23:59:59Z"
-- $7: "UTC"

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

-- starting_mrr: at the start of each period.
revenue_counted as (

    select
        date_trunc('quarter', fact.month::timestamp)::date as period_start,
        coalesce(sum(mrr_start), 0) as starting_mrr

    from metrics__revenue as fact

    where
        fact.month >= $1::date
        and fact.month <= $2::date
        and fact.month = greatest(date_trunc('quarter', fact.month::timestamp)::date, $1::date)

    group by period_start

),

-- new_mrr, churned_mrr: from metrics.revenue.
revenue_counted_of_new_mrr as (

    select
        date_trunc('quarter', fact.month::timestamp)::date as period_start,
        sum(mrr_change) filter (where movement = 'new') as new_mrr,
        sum(mrr_change) filter (where movement = 'churn') as churned_mrr

    from metrics__revenue as fact

    where
        fact.month >= $1::date
        and fact.month < $3::date

    group by period_start

),

-- mrr: at the end of each period.
revenue_counted_of_mrr as (

    select
        date_trunc('quarter', fact.month::timestamp)::date as period_start,
        coalesce(sum(mrr_end), 0) as mrr

    from metrics__revenue as fact

    where
        fact.month >= $1::date
        and fact.month <= $2::date
        and fact.month = least(
            (date_trunc('quarter', fact.month::timestamp)::date + interval '3 months' - interval '1 month')::date,
            $2::date
        )

    group by period_start

),

-- From the first requested period, or the first one with rows, to the last that has started.
period_range as (

    select
        $4::date as first_period,
        $5::date as last_period

),

-- Every period of the range.
time_spine as (

    select
        spine.period_start::date as period_start

    from period_range

    cross join lateral generate_series(first_period, last_period, interval '3 months') as spine (period_start)

),

-- All values of a row, from all aggregations.
combined as (

    select
        period_start,
        max(starting_mrr) as starting_mrr,
        max(new_mrr) as new_mrr,
        max(churned_mrr) as churned_mrr,
        max(mrr) as mrr

    from (
        select
            period_start,
            starting_mrr,
            null::numeric as new_mrr,
            null::numeric as churned_mrr,
            null::numeric as mrr
        from revenue_counted
        union all
        select
            period_start,
            null::numeric as starting_mrr,
            new_mrr,
            churned_mrr,
            null::numeric as mrr
        from revenue_counted_of_new_mrr
        union all
        select
            period_start,
            null::numeric as starting_mrr,
            null::numeric as new_mrr,
            null::numeric as churned_mrr,
            mrr
        from revenue_counted_of_mrr
        union all
        select
            period_start,
            null::numeric as starting_mrr,
            null::numeric as new_mrr,
            null::numeric as churned_mrr,
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
            when period_start::timestamp < ($6::timestamptz at time zone $7::text) then coalesce(starting_mrr, 0)
        end as starting_mrr,
        coalesce(new_mrr, 0) as new_mrr,
        coalesce(churned_mrr, 0) as churned_mrr,
        case when period_start::timestamp < ($6::timestamptz at time zone $7::text) then coalesce(mrr, 0) end as mrr

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        (period_start = $4::date or period_start = $5::date) as "is_partial",
        trim_scale(round((starting_mrr)::numeric, 6)) as "starting_mrr",
        trim_scale(round((new_mrr)::numeric, 6)) as "new_mrr",
        trim_scale(round((churned_mrr)::numeric, 6)) as "churned_mrr",
        trim_scale(round((mrr)::numeric, 6)) as "mrr"

    from gap_filled

)

select
    "period",
    "is_partial",
    "starting_mrr",
    "new_mrr",
    "churned_mrr",
    "mrr"

from result

order by "period" asc nulls last

limit 1000001
