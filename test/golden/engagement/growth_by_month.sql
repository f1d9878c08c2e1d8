-- $1: "UTC"
-- $2: "2025-07-01"
-- $3: "2026-01-01"
-- $4: "2025-07-01"
-- $5: "2026-01-01"
-- $6: "2025-12-01"

with

-- The parameters of this request, instead of the canonical ones.
parameters__business as not materialized (

    select
        $1::text as time_zone

),

-- facts.activity: the rows that tell on which days there are some.
facts__activity as not materialized (

    select
        *

    from facts.daily_events

    where
        is_active
        and is_first

),

-- metrics.engagement: Every event that makes its user active.
metrics__engagement as (

    select
        activity.account_key,
        activity.user_id,
        activity.workspace_id,
        activity.account_id,
        activity.event_account_key,
        activity.event_id,
        activity.event_name,
        plumbline.local_month(activity.occurred_at, parameters.time_zone) as event_month,
        activity.occurred_at

    from facts__activity as activity

    cross join parameters__business as parameters

),

-- Each user_id once per period and group.
engagement_counted_distinct as (

    select distinct
        date_trunc('month', (fact.occurred_at at time zone $1::text))::date as period_start,
        user_id as value

    from metrics__engagement as fact

    where
        user_id is not null
        and fact.occurred_at >= ($2::timestamp at time zone $1::text)
        and fact.occurred_at < ($3::timestamp at time zone $1::text)

),

-- active_users: the number of distinct values.
engagement_counted as (

    select
        period_start,
        count(*) as active_users

    from engagement_counted_distinct

    group by period_start

),

-- Each user_id once in every period in which it was active.
engagement_counted_of_new_active_users_active as (

    select distinct
        greatest(
            date_trunc('month', (fact.occurred_at at time zone $1::text))::date,
            ($4::date - interval '1 month' * 2)::date
        ) as period_start,
        fact.user_id

    from metrics__engagement as fact

    where fact.user_id is not null

),

-- The previous and the next active period of each one.
engagement_counted_of_new_active_users_neighbours as (

    select
        period_start,
        lag(period_start) over (partition by user_id order by period_start) as previous_period,
        lead(period_start) over (partition by user_id order by period_start) as following_period

    from engagement_counted_of_new_active_users_active

),

-- Active in a period, or dormant in the period after the last active one.
engagement_counted_of_new_active_users_states as (

    select
        period_start,
        true as is_active,
        previous_period is null as is_new,
        coalesce(previous_period = (period_start - interval '1 month')::date, false) as is_next_to_previous

    from engagement_counted_of_new_active_users_neighbours

    union all

    select
        (period_start + interval '1 month')::date as period_start,
        false as is_active,
        false as is_new,
        false as is_next_to_previous

    from engagement_counted_of_new_active_users_neighbours

    where following_period is distinct from (period_start + interval '1 month')::date

),

-- new_active_users, retained_users, resurrected_users, dormant_users: actors by state.
engagement_counted_of_new_active_users as (

    select
        period_start,
        count(*) filter (where is_active and is_new and not is_next_to_previous) as new_active_users,
        count(*) filter (where is_active and is_next_to_previous) as retained_users,
        count(*) filter (where is_active and not is_new and not is_next_to_previous) as resurrected_users,
        count(*) filter (where not is_active) as dormant_users

    from engagement_counted_of_new_active_users_states

    where
        period_start >= $4::date
        and period_start < $5::date

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
        max(active_users) as active_users,
        max(new_active_users) as new_active_users,
        max(retained_users) as retained_users,
        max(resurrected_users) as resurrected_users,
        max(dormant_users) as dormant_users

    from (
        select
            period_start,
            active_users,
            null::numeric as new_active_users,
            null::numeric as retained_users,
            null::numeric as resurrected_users,
            null::numeric as dormant_users
        from engagement_counted
        union all
        select
            period_start,
            null::numeric as active_users,
            new_active_users,
            retained_users,
            resurrected_users,
            dormant_users
        from engagement_counted_of_new_active_users
        union all
        select
            period_start,
            null::numeric as active_users,
            null::numeric as new_active_users,
            null::numeric as retained_users,
            null::numeric as resurrected_users,
            null::numeric as dormant_users
        from time_spine
    ) as counts

    where period_start <= (select last_period from period_range)

    group by period_start

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        period_start,
        coalesce(active_users, 0) as active_users,
        coalesce(new_active_users, 0) as new_active_users,
        coalesce(retained_users, 0) as retained_users,
        coalesce(resurrected_users, 0) as resurrected_users,
        coalesce(dormant_users, 0) as dormant_users

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        (active_users)::bigint as "active_users",
        (new_active_users)::bigint as "new_active_users",
        (retained_users)::bigint as "retained_users",
        (resurrected_users)::bigint as "resurrected_users",
        (dormant_users)::bigint as "dormant_users",
        trim_scale(
            round(((new_active_users + resurrected_users)::numeric / nullif(dormant_users, 0))::numeric, 12)
        ) as "user_quick_ratio"

    from gap_filled

)

select
    "period",
    "active_users",
    "new_active_users",
    "retained_users",
    "resurrected_users",
    "dormant_users",
    "user_quick_ratio"

from result

order by "period" asc nulls last

limit 1000001
