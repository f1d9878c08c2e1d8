-- $1: "Europe/Berlin"
-- $2: "2025-12-07"
-- $3: "2025-11-03"
-- $4: "2025-10-28"
-- $5: "2025-10-07"
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

    where is_active

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

-- Each user_id once on every day it was active.
engagement_daily_active_users_days as (

    select distinct
        fact.user_id,
        (fact.occurred_at at time zone $1::text)::date as active_on

    from metrics__engagement as fact

    where
        fact.user_id is not null
        and (fact.occurred_at at time zone $1::text)::date <= $2::date
        and (fact.occurred_at at time zone $1::text)::date >= $3::date

),

-- An active day counts until its window of one day ends, or until the next active day.
engagement_daily_active_users_switches as (

    select
        active_on as on_day,
        least(active_on + 1, lead(active_on) over (partition by user_id order by active_on)) as off_day

    from engagement_daily_active_users_days

),

-- daily_active_users: the change in each period.
engagement_daily_active_users as (

    select
        greatest(date_trunc('week', (switched_on)::timestamp)::date, $3::date) as period_start,
        sum(change) as daily_active_users

    from (
        select
            on_day as switched_on,
            count(*)::integer as change
        from engagement_daily_active_users_switches
        group by on_day
        union all
        select
            off_day as switched_on,
            -count(*)::integer as change
        from engagement_daily_active_users_switches
        group by off_day
    ) as changes

    where switched_on <= $2::date

    group by period_start

),

-- Each user_id once on every day it was active.
engagement_weekly_active_users_days as (

    select distinct
        fact.user_id,
        (fact.occurred_at at time zone $1::text)::date as active_on

    from metrics__engagement as fact

    where
        fact.user_id is not null
        and (fact.occurred_at at time zone $1::text)::date <= $2::date
        and (fact.occurred_at at time zone $1::text)::date >= $4::date

),

-- An active day counts until its window of 7 days ends, or until the next active day.
engagement_weekly_active_users_switches as (

    select
        active_on as on_day,
        least(active_on + 7, lead(active_on) over (partition by user_id order by active_on)) as off_day

    from engagement_weekly_active_users_days

),

-- weekly_active_users: the change in each period.
engagement_weekly_active_users as (

    select
        greatest(date_trunc('week', (switched_on)::timestamp)::date, $3::date) as period_start,
        sum(change) as weekly_active_users

    from (
        select
            on_day as switched_on,
            count(*)::integer as change
        from engagement_weekly_active_users_switches
        group by on_day
        union all
        select
            off_day as switched_on,
            -count(*)::integer as change
        from engagement_weekly_active_users_switches
        group by off_day
    ) as changes

    where switched_on <= $2::date

    group by period_start

),

-- Each user_id once on every day it was active.
engagement_monthly_active_users_days as (

    select distinct
        fact.user_id,
        (fact.occurred_at at time zone $1::text)::date as active_on

    from metrics__engagement as fact

    where
        fact.user_id is not null
        and (fact.occurred_at at time zone $1::text)::date <= $2::date
        and (fact.occurred_at at time zone $1::text)::date >= $5::date

),

-- An active day counts until its window of 28 days ends, or until the next active day.
engagement_monthly_active_users_switches as (

    select
        active_on as on_day,
        least(active_on + 28, lead(active_on) over (partition by user_id order by active_on)) as off_day

    from engagement_monthly_active_users_days

),

-- monthly_active_users: the change in each period.
engagement_monthly_active_users as (

    select
        greatest(date_trunc('week', (switched_on)::timestamp)::date, $3::date) as period_start,
        sum(change) as monthly_active_users

    from (
        select
            on_day as switched_on,
            count(*)::integer as change
        from engagement_monthly_active_users_switches
        group by on_day
        union all
        select
            off_day as switched_on,
            -count(*)::integer as change
        from engagement_monthly_active_users_switches
        group by off_day
    ) as changes

    where switched_on <= $2::date

    group by period_start

),

-- Each user_id once on every day it was active.
engagement_average_daily_active_users_days as (

    select distinct
        fact.user_id,
        (fact.occurred_at at time zone $1::text)::date as active_on

    from metrics__engagement as fact

    where
        fact.user_id is not null
        and (fact.occurred_at at time zone $1::text)::date <= $2::date
        and (fact.occurred_at at time zone $1::text)::date >= $5::date

),

-- An active day counts until its window of 28 days ends.
engagement_average_daily_active_users_switches as (

    select
        active_on as on_day,
        active_on + 28 as off_day

    from engagement_average_daily_active_users_days

),

-- average_daily_active_users: the change in each period.
engagement_average_daily_active_users as (

    select
        greatest(date_trunc('week', (switched_on)::timestamp)::date, $3::date) as period_start,
        sum(change) as average_daily_active_users

    from (
        select
            on_day as switched_on,
            count(*)::integer as change
        from engagement_average_daily_active_users_switches
        group by on_day
        union all
        select
            off_day as switched_on,
            -count(*)::integer as change
        from engagement_average_daily_active_users_switches
        group by off_day
    ) as changes

    where switched_on <= $2::date

    group by period_start

),

-- From the first requested period, or the first one with rows, to the last that has started.
period_range as (

    select
        $3::date as first_period,
        $6::date as last_period

),

-- Every period of the range.
time_spine as (

    select
        spine.period_start::date as period_start

    from period_range

    cross join lateral generate_series(first_period, last_period, interval '1 week') as spine (period_start)

),

-- All values of a row, from all aggregations.
combined as (

    select
        period_start,
        max(daily_active_users) as daily_active_users,
        max(weekly_active_users) as weekly_active_users,
        max(monthly_active_users) as monthly_active_users,
        max(average_daily_active_users) as average_daily_active_users

    from (
        select
            period_start,
            daily_active_users,
            null::numeric as weekly_active_users,
            null::numeric as monthly_active_users,
            null::numeric as average_daily_active_users
        from engagement_daily_active_users
        union all
        select
            period_start,
            null::numeric as daily_active_users,
            weekly_active_users,
            null::numeric as monthly_active_users,
            null::numeric as average_daily_active_users
        from engagement_weekly_active_users
        union all
        select
            period_start,
            null::numeric as daily_active_users,
            null::numeric as weekly_active_users,
            monthly_active_users,
            null::numeric as average_daily_active_users
        from engagement_monthly_active_users
        union all
        select
            period_start,
            null::numeric as daily_active_users,
            null::numeric as weekly_active_users,
            null::numeric as monthly_active_users,
            average_daily_active_users
        from engagement_average_daily_active_users
        union all
        select
            period_start,
            null::numeric as daily_active_users,
            null::numeric as weekly_active_users,
            null::numeric as monthly_active_users,
            null::numeric as average_daily_active_users
        from time_spine
    ) as counts

    where period_start <= (select last_period from period_range)

    group by period_start

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        period_start,
        sum(coalesce(daily_active_users, 0)) over (order by period_start) as daily_active_users,
        sum(coalesce(weekly_active_users, 0)) over (order by period_start) as weekly_active_users,
        sum(coalesce(monthly_active_users, 0)) over (order by period_start) as monthly_active_users,
        sum(
            coalesce(average_daily_active_users, 0)
        ) over (order by period_start)::numeric / 28 as average_daily_active_users

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        (daily_active_users)::bigint as "daily_active_users",
        (weekly_active_users)::bigint as "weekly_active_users",
        (monthly_active_users)::bigint as "monthly_active_users",
        trim_scale(
            round((average_daily_active_users::numeric / nullif(monthly_active_users, 0))::numeric, 12)
        ) as "stickiness_ratio"

    from gap_filled

)

select
    "period",
    "daily_active_users",
    "weekly_active_users",
    "monthly_active_users",
    "stickiness_ratio"

from result

order by "period" asc nulls last

limit 1000001
