-- $1: "2025-12-31T15:31:11Z"
-- $2: "by_new_arr"
-- $3: "UTC"
-- $4: "2025-01-01"
-- $5: "2026-01-01"
-- $6: "2025-01-01"
-- $7: "2025-10-01"

with

-- The parameters of this request, in the place of the canonical ones.
parameters__business as not materialized (

    select
        $1::timestamptz as as_of,
        $2::text as shared_alloc,
        $3::text as time_zone

),

-- staging.spend: What acquiring customers cost.
staging__spend as (

    select
        date_trunc('month', month::timestamp)::date as month,
        motion,
        channel,
        category,
        amount,
        currency

    from source.spend as spend

),

-- In facts.acquisition_spend: spend.
facts__acquisition_spend__spend as not materialized (

    select * from staging__spend as spend

),

-- In facts.acquisition_spend: new business.
facts__acquisition_spend__new_business as (

    select
        revenue_movements.month,
        movement_motions.origin_motion,
        sum(revenue_movements.mrr_change) as new_mrr,
        count(*) as new_accounts

    from facts.revenue_movements as revenue_movements

    inner join facts.movement_motions as movement_motions
        on revenue_movements.account_key = movement_motions.account_key
        and revenue_movements.month = movement_motions.month

    where revenue_movements.movement = 'new'

    group by revenue_movements.month, movement_motions.origin_motion

),

-- In facts.acquisition_spend: shares.
facts__acquisition_spend__shares as (

    select
        new_business.month,
        new_business.origin_motion,
        case
            when parameters.shared_alloc = 'by_new_accounts'
                then new_business.new_accounts
                / sum(new_business.new_accounts) over (partition by new_business.month)
            else
                new_business.new_mrr / sum(new_business.new_mrr) over (partition by new_business.month)
        end as share

    from facts__acquisition_spend__new_business as new_business

    cross join parameters__business as parameters

    where parameters.shared_alloc <> 'none'

),

-- facts.acquisition_spend: What acquiring customers cost, by month and motion.
facts__acquisition_spend as (

    select
        spend.month,
        spend.motion as origin_motion,
        spend.channel,
        spend.category,
        false as is_shared,
        spend.amount

    from facts__acquisition_spend__spend as spend

    cross join parameters__business as parameters

    where
        spend.motion <> 'shared'
        and spend.month::timestamp at time zone parameters.time_zone < parameters.as_of

    union all

    select
        spend.month,
        coalesce(shares.origin_motion, 'shared') as origin_motion,
        spend.channel,
        spend.category,
        true as is_shared,
        spend.amount * coalesce(shares.share, 1) as amount

    from facts__acquisition_spend__spend as spend

    cross join parameters__business as parameters

    left join facts__acquisition_spend__shares as shares
        on spend.month = shares.month

    where
        spend.motion = 'shared'
        and spend.month::timestamp at time zone parameters.time_zone < parameters.as_of

),

-- metrics.acquisition: What acquiring customers cost, and how many began to pay.
metrics__acquisition as (

    select
        month,
        origin_motion,
        amount,
        0 as new_accounts

    from facts__acquisition_spend as acquisition_spend

    union all

    select
        revenue_movements.month,
        movement_motions.origin_motion,
        0 as amount,
        1 as new_accounts

    from facts.revenue_movements as revenue_movements

    inner join facts.movement_motions as movement_motions
        on revenue_movements.account_key = movement_motions.account_key
        and revenue_movements.month = movement_motions.month

    where revenue_movements.movement = 'new'

),

-- acquisition_spend, acquired_accounts: counted from metrics.acquisition.
acquisition_counted as (

    select
        date_trunc('quarter', fact.month::timestamp)::date as period_start,
        fact.origin_motion as d_origin_motion,
        sum(amount) as acquisition_spend,
        sum(new_accounts) as acquired_accounts

    from metrics__acquisition as fact

    where
        fact.month >= $4::date
        and fact.month < $5::date

    group by period_start, d_origin_motion

),

-- From the first period asked for, or with anything in it, to the last that has begun.
asked_periods as (

    select
        $6::date as first_period,
        $7::date as last_period

),

-- Every one of them, for every group.
every_period as (

    select
        spine.period_start::date as period_start,
        d_origin_motion

    from asked_periods

    cross join lateral generate_series(
        first_period,
        last_period,
        interval '3 months'
    ) as spine (period_start)

    cross join (
        select distinct d_origin_motion from acquisition_counted
    ) as found_groups

),

-- All counts of a row next to each other.
side_by_side as (

    select
        period_start,
        d_origin_motion,
        max(acquisition_spend) as acquisition_spend,
        max(acquired_accounts) as acquired_accounts

    from (
        select
            period_start,
            d_origin_motion,
            acquisition_spend,
            acquired_accounts
        from acquisition_counted
        union all
        select
            period_start,
            d_origin_motion,
            null::numeric as acquisition_spend,
            null::numeric as acquired_accounts
        from every_period
    ) as counts

    where period_start <= (select last_period from asked_periods)

    group by period_start, d_origin_motion

),

-- A period in which nothing happened counts 0; what cannot be known is null.
filled as (

    select
        period_start,
        d_origin_motion,
        coalesce(acquisition_spend, 0) as acquisition_spend,
        coalesce(acquired_accounts, 0) as acquired_accounts

    from side_by_side

),

-- The columns asked for; ratios are divided last, and rounded only here.
answer as (

    select
        period_start as "period",
        d_origin_motion as "origin_motion",
        trim_scale(round((acquisition_spend)::numeric, 6)) as "acquisition_spend",
        (acquired_accounts)::bigint as "acquired_accounts",
        trim_scale(round((acquisition_spend::numeric / nullif(acquired_accounts, 0))::numeric, 6)) as "cac"

    from filled

)

select
    "period",
    "origin_motion",
    "acquisition_spend",
    "acquired_accounts",
    "cac"

from answer

order by
    "period" asc nulls last,
    "origin_motion" collate "C" asc nulls last

limit 1000001
