-- $1: null
-- $2: "2025-12-31T23:59:59Z"
-- $3: ["page_view","pageview","$pageview","email_open","email_opened"]
-- $4: "Europe/Berlin"
-- $5: "2025-07-01"
-- $6: "2026-01-01"
-- $7: "2025-07-01"
-- $8: "2025-12-01"

with

-- The parameters of this request, instead of the canonical ones.
parameters__business as not materialized (

    select
        $1::text[] as active_event,
        $1::text[]::jsonb[] as active_event_conditions,
        $2::timestamptz as as_of,
        $1::text[] as core_action,
        $1::text[]::jsonb[] as core_action_conditions,
        $3::text[] as passive_events,
        $4::text as time_zone

),

-- facts.activity: Every event recorded by `as_of` that makes a user active: active events or, when none are named, core
-- actions.
facts__activity as (

    select
        events.account_key,
        events.user_id,
        events.workspace_id,
        events.account_id,
        events.event_account_key,
        events.event_id,
        events.event_name,
        events.occurred_at,
        events.recorded_at

    from facts.events as events

    cross join parameters__business as parameters

    where
        events.recorded_at <= parameters.as_of
        and case
            when parameters.active_event is not null
                then plumbline.matches_event(
                    events.event_name,
                    events.properties,
                    parameters.active_event,
                    parameters.active_event_conditions
                )
            when parameters.core_action is not null
                then plumbline.matches_event(
                    events.event_name,
                    events.properties,
                    parameters.core_action,
                    parameters.core_action_conditions
                )
            else events.event_name <> all (parameters.passive_events)
        end

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
        date_trunc('month', (fact.occurred_at at time zone $4::text))::date as period_start,
        user_id as value

    from metrics__engagement as fact

    where
        user_id is not null
        and fact.occurred_at >= ($5::timestamp at time zone $4::text)
        and fact.occurred_at < ($6::timestamp at time zone $4::text)

),

-- active_users: the number of distinct values.
engagement_counted as (

    select
        period_start,
        count(*) as active_users

    from engagement_counted_distinct

    group by period_start

),

-- active_events: from metrics.engagement.
engagement_counted_of_active_events as (

    select
        date_trunc('month', (fact.occurred_at at time zone $4::text))::date as period_start,
        count(*) as active_events

    from metrics__engagement as fact

    where
        fact.occurred_at >= ($5::timestamp at time zone $4::text)
        and fact.occurred_at < ($6::timestamp at time zone $4::text)

    group by period_start

),

-- The value of each user_id per period and group.
engagement_median_events_per_active_user_by_actor as (

    select
        date_trunc('month', (fact.occurred_at at time zone $4::text))::date as period_start,
        fact.user_id,
        count(*) as value

    from metrics__engagement as fact

    where
        fact.user_id is not null
        and fact.occurred_at >= ($5::timestamp at time zone $4::text)
        and fact.occurred_at < ($6::timestamp at time zone $4::text)

    group by period_start, fact.user_id

),

-- median_events_per_active_user: the mean of the two middle values, which are equal for an odd number.
engagement_median_events_per_active_user as (

    select
        period_start,
        (
            percentile_disc(0.5) within group (order by value) + percentile_disc(0.5) within group (order by value desc)
        ) * 0.5 as median_events_per_active_user

    from engagement_median_events_per_active_user_by_actor

    group by period_start

),

-- From the first requested period, or the first one with rows, to the last that has started.
period_range as (

    select
        $7::date as first_period,
        $8::date as last_period

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
        max(active_events) as active_events,
        max(median_events_per_active_user) as median_events_per_active_user

    from (
        select
            period_start,
            active_users,
            null::numeric as active_events,
            null::numeric as median_events_per_active_user
        from engagement_counted
        union all
        select
            period_start,
            null::numeric as active_users,
            active_events,
            null::numeric as median_events_per_active_user
        from engagement_counted_of_active_events
        union all
        select
            period_start,
            null::numeric as active_users,
            null::numeric as active_events,
            median_events_per_active_user
        from engagement_median_events_per_active_user
        union all
        select
            period_start,
            null::numeric as active_users,
            null::numeric as active_events,
            null::numeric as median_events_per_active_user
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
        coalesce(active_events, 0) as active_events,
        median_events_per_active_user

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        (active_users)::bigint as "active_users",
        (active_events)::bigint as "active_events",
        trim_scale(round((median_events_per_active_user)::numeric, 6)) as "median_events_per_active_user"

    from gap_filled

)

select
    "period",
    "active_users",
    "active_events",
    "median_events_per_active_user"

from result

order by "period" asc nulls last

limit 1000001
