-- $1: "2025-12-31T23:59:59Z"
-- $2: null
-- $3: null
-- $4: "created_at"
-- $5: "UTC"
-- $6: "2025-09-17"
-- $7: "2025-10-03"
-- $8: "2025-09-15"
-- $9: "2025-10-06"
-- $10: "2025-09-15"
-- $11: "2025-12-29"
-- $12: "2025-09-29"
-- $13: "2"

with

-- The parameters of this request, instead of the canonical ones.
parameters__business as not materialized (

    select
        $1::timestamptz as as_of,
        $2::text[] as retention_start_event,
        $3::text as retention_start_property,
        $4::text as signup_basis,
        $5::text as time_zone

),

-- facts.user_creations: When each user was created, as recorded by `as_of`.
facts__user_creations as not materialized (

    select
        user_creation_history.account_key,
        user_creation_history.user_id,
        user_creation_history.signup_account_key,
        user_creation_history.is_registered,
        user_creation_history.created_at

    from entities.user_creation_history as user_creation_history

    cross join parameters__business as parameters

    where
        user_creation_history.recorded_from <= parameters.as_of
        and user_creation_history.recorded_to > parameters.as_of

),

-- In facts.signups: first events.
facts__signups__first_events as (

    select
        events.account_key,
        events.user_id,
        min(events.occurred_at) as occurred_at

    from facts.events as events

    cross join parameters__business as parameters

    where
        parameters.signup_basis = 'first_event'
        and events.user_id is not null
        and events.recorded_at <= parameters.as_of

    group by events.account_key, events.user_id

),

-- In facts.signups: dated users.
facts__signups__dated_users as (

    select
        user_creations.account_key,
        user_creations.user_id,
        user_creations.signup_account_key,
        case
            when parameters.signup_basis = 'first_event' then first_events.occurred_at
            else user_creations.created_at
        end as signed_up_at

    from facts__user_creations as user_creations

    cross join parameters__business as parameters

    left join facts__signups__first_events as first_events
        on user_creations.account_key = first_events.account_key
        and user_creations.user_id = first_events.user_id

    where user_creations.is_registered

),

-- facts.signups: When each registered user signed up: at the registration or, by option, at the user's first event.
facts__signups as not materialized (

    select
        dated_users.account_key,
        dated_users.user_id,
        dated_users.signup_account_key,
        dated_users.signed_up_at

    from facts__signups__dated_users as dated_users

    cross join parameters__business as parameters

    where dated_users.signed_up_at <= parameters.as_of

),

-- facts.retention_events: the rows that tell on which days there are some.
facts__retention_events as not materialized (

    select
        *

    from facts.daily_events

    where is_first

),

-- In parameters.running_month: last moments.
parameters__running_month__last_moments as (

    select (parameters.as_of - interval '1 microsecond') at time zone parameters.time_zone as moment

    from parameters__business as parameters

),

-- parameters.running_month: The current month and the current day.
parameters__running_month as not materialized (

    select
        date_trunc('month', moment)::date as month,
        moment::date as today

    from parameters__running_month__last_moments as last_moments

),

-- In metrics.user_retention: running month.
metrics__user_retention__running_month as (

    select * from parameters__running_month as running_month

),

-- In metrics.user_retention: without a start event, the creation starts the cohort.
metrics__user_retention__creations as (

    select
        signups.account_key,
        signups.user_id,
        'signup:' || signups.user_id as event_id,
        null::text as workspace_id,
        signups.signup_account_key as event_account_key,
        plumbline.local_month(signups.signed_up_at, parameters.time_zone) as event_month,
        running_month.month as current_month,
        signups.signed_up_at as occurred_at,
        null::text as start_property,
        true as has_start_name,
        true as is_start,
        false as is_return

    from facts__signups as signups

    cross join parameters__business as parameters

    cross join metrics__user_retention__running_month as running_month

    where parameters.retention_start_event is null

),

-- In metrics.user_retention: events.
metrics__user_retention__events as (

    select
        retention_events.account_key,
        retention_events.user_id,
        retention_events.event_id,
        retention_events.workspace_id,
        retention_events.event_account_key,
        plumbline.local_month(retention_events.occurred_at, parameters.time_zone) as event_month,
        running_month.month as current_month,
        retention_events.occurred_at,
        retention_events.properties ->> parameters.retention_start_property as start_property,
        retention_events.has_start_name,
        retention_events.is_start,
        retention_events.is_return

    from facts__retention_events as retention_events

    cross join parameters__business as parameters

    cross join metrics__user_retention__running_month as running_month

    where retention_events.user_id is not null

),

-- metrics.user_retention: Every moment at which a user entered or could enter a cohort, and every return.
metrics__user_retention as not materialized (

    select * from metrics__user_retention__creations as creations
    union all
    select * from metrics__user_retention__events as events

),

-- Every event that may start a cohort.
user_retention_counted_entries_starts as (

    select
        fact.user_id as actor,
        fact.occurred_at as occurred_at,
        fact.is_start

    from metrics__user_retention as fact

    where
        fact.has_start_name
        and fact.occurred_at >= ($6::timestamp at time zone $5::text)
        and fact.occurred_at < ($7::timestamp at time zone $5::text)

),

-- An actor enters a cohort once, with its first matching start.
user_retention_counted_entries_entered as (

    select
        actor,
        occurred_at as started_at

    from user_retention_counted_entries_starts

    where is_start

),

-- The requested cohort of each entry.
user_retention_counted_entries as (

    select
        actor,
        started_at,
        cohort

    from user_retention_counted_entries_entered

    cross join lateral (
        select
            date_trunc('week', (started_at at time zone $5::text))::date as cohort
    ) as cohorts

    where
        cohort >= $8::date
        and cohort < $9::date
        and started_at >= ($6::timestamp at time zone $5::text)
        and started_at < ($7::timestamp at time zone $5::text)

),

-- The periods in which an actor returned.
user_retention_counted_periods as (

    select
        actor,
        returned_in

    from (
        select
            fact.user_id as actor,
            date_trunc('week', (fact.occurred_at at time zone $5::text))::date as returned_in
        from facts__retention_events as fact
        where
            fact.is_return
            and fact.user_id is not null
            and fact.occurred_at >= ($10::timestamp at time zone $5::text)
    ) as returned

    group by actor, returned_in

),

-- The ages at which each entry returned.
user_retention_counted_returns as (

    select
        entries.cohort,
        entries.actor,
        ((periods.returned_in - entries.cohort) / 7) as age

    from user_retention_counted_entries as entries

    inner join user_retention_counted_periods as periods
        on entries.actor = periods.actor
        and periods.returned_in > entries.cohort

),

-- Returns at each age.
user_retention_counted_counts as (

    select
        cohort,
        age,
        count(*) as actors

    from user_retention_counted_returns

    group by cohort, age

),

-- Every cohort at every started age.
user_retention_counted_grid as (

    select
        cohort,
        size,
        age,
        cohort + (age + 1) * interval '1 week' <= ($1::timestamptz at time zone $5::text) as is_over

    from (
        select
            cohort,
            count(*) as size
        from user_retention_counted_entries
        group by cohort
    ) as sizes

    cross join lateral generate_series(0, (($11::date - cohort) / 7)) as ages (age)

),

-- The retained amount: at age 0 the whole cohort, later by returns.
user_retention_counted_cells as (

    select
        cohort,
        age,
        size,
        is_over,
        case when age = 0 then size else actors end as retained_actors

    from (
        select
            cohort,
            age,
            max(size) as size,
            bool_or(is_over) as is_over,
            sum(actors) as actors
        from (
            select
                cohort,
                age,
                size,
                is_over,
                0 as actors
            from user_retention_counted_grid
            union all
            select
                cohort,
                age,
                null as size,
                null as is_over,
                actors
            from user_retention_counted_counts
        ) as grid_and_counts
        group by cohort, age
    ) as counted

),

-- A cell is complete when its age has ended for the whole cohort.
user_retention_counted as (

    select
        cohort as period_start,
        age,
        retained_actors as retained_users_by_age,
        size as user_cohort_size,
        case when is_over then 'COMPLETE' else 'PARTIAL' end as user_retention_counted_maturity

    from user_retention_counted_cells

    where size is not null

),

-- All values of a row, from all aggregations.
combined as (

    select
        period_start,
        age,
        max(retained_users_by_age) as retained_users_by_age,
        max(user_cohort_size) as user_cohort_size,
        max(user_retention_counted_maturity) as user_retention_counted_maturity

    from (
        select
            period_start,
            age,
            retained_users_by_age,
            user_cohort_size,
            user_retention_counted_maturity
        from user_retention_counted
    ) as counts

    group by period_start, age

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        period_start,
        age,
        retained_users_by_age,
        user_cohort_size,
        user_retention_counted_maturity

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        period_start as "cohort",
        (period_start = $8::date or period_start = $12::date) as "is_partial",
        age::bigint as "age",
        trim_scale(
            round((retained_users_by_age::numeric / nullif(user_cohort_size, 0))::numeric, 12)
        ) as "user_retention_rate",
        trim_scale(round((retained_users_by_age)::numeric, 6)) as "user_retention_rate.numerator",
        trim_scale(round((user_cohort_size)::numeric, 6)) as "user_retention_rate.denominator",
        user_retention_counted_maturity as "user_retention_rate.maturity"

    from gap_filled

    where age <= $13::text::numeric

),

-- The numbers of immature and of all rows on all pages, for the provenance.
maturity as (

    select
        count(*) filter (where user_retention_counted_maturity = 'PARTIAL') as user_retention_counted_immature,
        count(user_retention_counted_maturity) as user_retention_counted_all

    from gap_filled

    where age <= $13::text::numeric

)

select
    "period",
    "cohort",
    "is_partial",
    "age",
    "user_retention_rate",
    "user_retention_rate.numerator",
    "user_retention_rate.denominator",
    "user_retention_rate.maturity",
    (select user_retention_counted_immature from maturity),
    (select user_retention_counted_all from maturity)

from result

order by
    "period" asc nulls last,
    "cohort" asc nulls last,
    "age" asc nulls last

limit 1000001
