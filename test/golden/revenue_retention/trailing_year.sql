-- $1: "2025-12-31T23:59:59Z"
-- $2: 12
-- $3: "UTC"
-- $4: "2025-07-01"
-- $5: "2026-01-01"
-- $6: "2025-12-01"

with

-- The parameters of this request, instead of the canonical ones.
parameters__business as not materialized (

    select
        $1::timestamptz as as_of,
        $2::integer as revenue_retention_months,
        $3::text as time_zone

),

-- In metrics.revenue_retention: the revenue of each payer, by the month that compares with it; months that have not
-- started are excluded.
metrics__revenue_retention__base_months as (

    select
        payer_months.account_key,
        payer_months.payer_key,
        plumbline.add_months(payer_months.month, parameters.revenue_retention_months) as month,
        payer_months.mrr

    from facts.payer_months as payer_months

    cross join parameters__business as parameters

    where
        payer_months.is_paying
        and payer_months.month < parameters.as_of at time zone parameters.time_zone
        - parameters.revenue_retention_months * interval '1 month'

),

-- metrics.revenue_retention: Every payer that paid a year before the month (or as long as the parameter says), with its
-- revenue then and now.
metrics__revenue_retention as (

    select
        base_months.account_key,
        base_months.payer_key,
        base_months.month,
        base_months.mrr as mrr_then,
        case when payer_months.is_paying then payer_months.mrr else 0 end as mrr_now

    from metrics__revenue_retention__base_months as base_months

    left join facts.payer_months as payer_months
        on base_months.account_key = payer_months.account_key
        and base_months.payer_key = payer_months.payer_key
        and base_months.month = payer_months.month

),

-- base_mrr_now, base_mrr, base_mrr_kept, base_accounts_kept, base_accounts: from metrics.revenue_retention.
revenue_retention_counted as (

    select
        fact.month as period_start,
        coalesce(sum(mrr_now), 0) as base_mrr_now,
        coalesce(sum(mrr_then), 0) as base_mrr,
        coalesce(sum(least(mrr_now, mrr_then)), 0) as base_mrr_kept,
        coalesce(sum(case when mrr_now <> 0 then 1 else 0 end), 0) as base_accounts_kept,
        coalesce(sum(1), 0) as base_accounts

    from metrics__revenue_retention as fact

    where
        fact.month >= $4::date
        and fact.month < $5::date

    group by period_start

),

-- From the first requested period, or the first one with rows, to the last that has started.
period_range as (

    select
        $4::date as first_period,
        $6::date as last_period

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
        max(base_mrr_now) as base_mrr_now,
        max(base_mrr) as base_mrr,
        max(base_mrr_kept) as base_mrr_kept,
        max(base_accounts_kept) as base_accounts_kept,
        max(base_accounts) as base_accounts

    from (
        select
            period_start,
            base_mrr_now,
            base_mrr,
            base_mrr_kept,
            base_accounts_kept,
            base_accounts
        from revenue_retention_counted
        union all
        select
            period_start,
            null::numeric as base_mrr_now,
            null::numeric as base_mrr,
            null::numeric as base_mrr_kept,
            null::numeric as base_accounts_kept,
            null::numeric as base_accounts
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
            when period_start::timestamp < ($1::timestamptz at time zone $3::text) then coalesce(base_mrr_now, 0)
        end as base_mrr_now,
        case
            when period_start::timestamp < ($1::timestamptz at time zone $3::text) then coalesce(base_mrr, 0)
        end as base_mrr,
        case
            when period_start::timestamp < ($1::timestamptz at time zone $3::text) then coalesce(base_mrr_kept, 0)
        end as base_mrr_kept,
        case
            when period_start::timestamp < ($1::timestamptz at time zone $3::text) then coalesce(base_accounts_kept, 0)
        end as base_accounts_kept,
        case
            when period_start::timestamp < ($1::timestamptz at time zone $3::text) then coalesce(base_accounts, 0)
        end as base_accounts

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        trim_scale(round((base_mrr_now::numeric / nullif(base_mrr, 0))::numeric, 12)) as "net_revenue_retention",
        trim_scale(round((base_mrr_now)::numeric, 6)) as "net_revenue_retention.numerator",
        trim_scale(round((base_mrr)::numeric, 6)) as "net_revenue_retention.denominator",
        trim_scale(round((base_mrr_kept::numeric / nullif(base_mrr, 0))::numeric, 12)) as "gross_revenue_retention",
        trim_scale(round((base_mrr_kept)::numeric, 6)) as "gross_revenue_retention.numerator",
        trim_scale(round((base_mrr)::numeric, 6)) as "gross_revenue_retention.denominator",
        trim_scale(
            round((base_accounts_kept::numeric / nullif(base_accounts, 0))::numeric, 12)
        ) as "logo_retention_rate",
        trim_scale(round((base_accounts_kept)::numeric, 6)) as "logo_retention_rate.numerator",
        trim_scale(round((base_accounts)::numeric, 6)) as "logo_retention_rate.denominator"

    from gap_filled

)

select
    "period",
    "net_revenue_retention",
    "net_revenue_retention.numerator",
    "net_revenue_retention.denominator",
    "gross_revenue_retention",
    "gross_revenue_retention.numerator",
    "gross_revenue_retention.denominator",
    "logo_retention_rate",
    "logo_retention_rate.numerator",
    "logo_retention_rate.denominator"

from result

order by "period" asc nulls last

limit 1000001
