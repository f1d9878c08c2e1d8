-- $1: null
-- $2: null
-- $3: "2025-12-31T23:59:59Z"
-- $4: null
-- $5: null
-- $6: ["page_view","pageview","$pageview","email_open","email_opened"]
-- $7: "Europe/Berlin"
-- $8: "Europe/Berlin"
-- $9: "2025-12-07"
-- $10: "Europe/Berlin"
-- $11: "2025-11-03"
-- $12: "2025-11-03"
-- $13: "2025-12-07"
-- $14: "Europe/Berlin"
-- $15: "Europe/Berlin"
-- $16: "2025-12-07"
-- $17: "Europe/Berlin"
-- $18: "2025-10-28"
-- $19: "2025-11-03"
-- $20: "2025-12-07"
-- $21: "Europe/Berlin"
-- $22: "Europe/Berlin"
-- $23: "2025-12-07"
-- $24: "Europe/Berlin"
-- $25: "2025-10-07"
-- $26: "2025-11-03"
-- $27: "2025-12-07"
-- $28: "Europe/Berlin"
-- $29: "Europe/Berlin"
-- $30: "2025-12-07"
-- $31: "Europe/Berlin"
-- $32: "2025-10-07"
-- $33: "2025-11-03"
-- $34: "2025-12-07"
-- $35: "2025-11-03"
-- $36: "2025-12-01"

with

-- The parameters of this request, in the place of the canonical ones.
parameters__business as not materialized (

    select
        $1::text[] as active_event,
        $2::text[]::jsonb[] as active_event_conditions,
        $3::timestamptz as as_of,
        $4::text[] as core_action,
        $5::text[]::jsonb[] as core_action_conditions,
        $6::text[] as passive_events

),

-- facts.activity: Every event recorded by `as_of` that makes a user active: active events or, when none are named, core actions.
facts__activity as (

    select
        events.account_key,
        events.user_id,
        events.workspace_id,
        events.account_id,
        events.event_account_key,
        events.event_id,
        events.event_name,
        events.occurred_at

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
        account_key,
        user_id,
        workspace_id,
        account_id,
        event_account_key,
        event_id,
        event_name,
        occurred_at

    from facts__activity as activity

),

-- Each user_id once on every day it was active.
engagement_daily_active_users_days as (

    select distinct
        fact.user_id,
        (fact.occurred_at at time zone $7::text)::date as active_on

    from metrics__engagement as fact

    where
        fact.user_id is not null
        and (fact.occurred_at at time zone $8::text)::date <= $9::date
        and (fact.occurred_at at time zone $10::text)::date >= $11::date

),

-- An active day counts until its window of one day is over, or until the next active day takes over.
engagement_daily_active_users_switches as (

    select
        active_on as on_day,
        least(
            active_on + 1,
            lead(active_on) over (partition by user_id order by active_on)
        ) as off_day

    from engagement_daily_active_users_days

),

-- daily_active_users: by how many the number changes in each period.
engagement_daily_active_users as (

    select
        greatest(date_trunc('week', (switched_on_day)::timestamp)::date, $12::date) as period_start,
        sum(change) as daily_active_users

    from (
        select on_day as switched_on_day, 1 as change
        from engagement_daily_active_users_switches
        union all
        select off_day as switched_on_day, -1 as change
        from engagement_daily_active_users_switches
    ) as changes

    where switched_on_day <= $13::date

    group by period_start

),

-- Each user_id once on every day it was active.
engagement_weekly_active_users_days as (

    select distinct
        fact.user_id,
        (fact.occurred_at at time zone $14::text)::date as active_on

    from metrics__engagement as fact

    where
        fact.user_id is not null
        and (fact.occurred_at at time zone $15::text)::date <= $16::date
        and (fact.occurred_at at time zone $17::text)::date >= $18::date

),

-- An active day counts until its window of 7 days is over, or until the next active day takes over.
engagement_weekly_active_users_switches as (

    select
        active_on as on_day,
        least(
            active_on + 7,
            lead(active_on) over (partition by user_id order by active_on)
        ) as off_day

    from engagement_weekly_active_users_days

),

-- weekly_active_users: by how many the number changes in each period.
engagement_weekly_active_users as (

    select
        greatest(date_trunc('week', (switched_on_day)::timestamp)::date, $19::date) as period_start,
        sum(change) as weekly_active_users

    from (
        select on_day as switched_on_day, 1 as change
        from engagement_weekly_active_users_switches
        union all
        select off_day as switched_on_day, -1 as change
        from engagement_weekly_active_users_switches
    ) as changes

    where switched_on_day <= $20::date

    group by period_start

),

-- Each user_id once on every day it was active.
engagement_monthly_active_users_days as (

    select distinct
        fact.user_id,
        (fact.occurred_at at time zone $21::text)::date as active_on

    from metrics__engagement as fact

    where
        fact.user_id is not null
        and (fact.occurred_at at time zone $22::text)::date <= $23::date
        and (fact.occurred_at at time zone $24::text)::date >= $25::date

),

-- An active day counts until its window of 28 days is over, or until the next active day takes over.
engagement_monthly_active_users_switches as (

    select
        active_on as on_day,
        least(
            active_on + 28,
            lead(active_on) over (partition by user_id order by active_on)
        ) as off_day

    from engagement_monthly_active_users_days

),

-- monthly_active_users: by how many the number changes in each period.
engagement_monthly_active_users as (

    select
        greatest(date_trunc('week', (switched_on_day)::timestamp)::date, $26::date) as period_start,
        sum(change) as monthly_active_users

    from (
        select on_day as switched_on_day, 1 as change
        from engagement_monthly_active_users_switches
        union all
        select off_day as switched_on_day, -1 as change
        from engagement_monthly_active_users_switches
    ) as changes

    where switched_on_day <= $27::date

    group by period_start

),

-- Each user_id once on every day it was active.
engagement_average_daily_active_users_days as (

    select distinct
        fact.user_id,
        (fact.occurred_at at time zone $28::text)::date as active_on

    from metrics__engagement as fact

    where
        fact.user_id is not null
        and (fact.occurred_at at time zone $29::text)::date <= $30::date
        and (fact.occurred_at at time zone $31::text)::date >= $32::date

),

-- An active day counts until its window of 28 days is over.
engagement_average_daily_active_users_switches as (

    select
        active_on as on_day,
        active_on + 28 as off_day

    from engagement_average_daily_active_users_days

),

-- average_daily_active_users: by how many the number changes in each period.
engagement_average_daily_active_users as (

    select
        greatest(date_trunc('week', (switched_on_day)::timestamp)::date, $33::date) as period_start,
        sum(change) as average_daily_active_users

    from (
        select on_day as switched_on_day, 1 as change
        from engagement_average_daily_active_users_switches
        union all
        select off_day as switched_on_day, -1 as change
        from engagement_average_daily_active_users_switches
    ) as changes

    where switched_on_day <= $34::date

    group by period_start

),

-- From the first period asked for, or with anything in it, to the last that has begun.
asked_periods as (

    select
        $35::date as first_period,
        $36::date as last_period

),

-- Every one of them.
every_period as (

    select
        spine.period_start::date as period_start

    from asked_periods

    cross join lateral generate_series(
        first_period,
        last_period,
        interval '1 week'
    ) as spine (period_start)

),

-- All counts of a row next to each other.
side_by_side as (

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
        from every_period
    ) as counts

    where period_start <= (select last_period from asked_periods)

    group by period_start

),

-- A period in which nothing happened counts 0; what cannot be known is null.
filled as (

    select
        period_start,
        sum(coalesce(daily_active_users, 0)) over (order by period_start) as daily_active_users,
        sum(coalesce(weekly_active_users, 0)) over (order by period_start) as weekly_active_users,
        sum(coalesce(monthly_active_users, 0)) over (order by period_start) as monthly_active_users,
        sum(coalesce(average_daily_active_users, 0)) over (order by period_start)::numeric / 28 as average_daily_active_users

    from side_by_side

),

-- The columns asked for; ratios are divided last, and rounded only here.
answer as (

    select
        period_start as "period",
        (daily_active_users)::bigint as "daily_active_users",
        (weekly_active_users)::bigint as "weekly_active_users",
        (monthly_active_users)::bigint as "monthly_active_users",
        trim_scale(round((average_daily_active_users::numeric / nullif(monthly_active_users, 0))::numeric, 12)) as "stickiness_ratio"

    from filled

)

select
    "period",
    "daily_active_users",
    "weekly_active_users",
    "monthly_active_users",
    "stickiness_ratio"

from answer

order by
    "period" asc nulls last

limit 1000001
