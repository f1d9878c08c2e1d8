-- $1: "2025-12-31T23:59:59Z"
-- $2: "created_at"
-- $3: "UTC"
-- $4: "2025-09-15"
-- $5: "2025-11-21"
-- $6: "2025-09-01"
-- $7: "2025-11-01"

with

-- The parameters of this request, instead of the canonical ones.
parameters__business as not materialized (

    select
        $1::timestamptz as as_of,
        $2::text as signup_basis

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
facts__signups as (

    select
        dated_users.account_key,
        dated_users.user_id,
        dated_users.signup_account_key,
        dated_users.signed_up_at

    from facts__signups__dated_users as dated_users

    cross join parameters__business as parameters

    where dated_users.signed_up_at <= parameters.as_of

),

-- metrics.signups: Every registered user, dated by sign-up.
metrics__signups as (

    select
        account_key,
        user_id,
        signed_up_at

    from facts__signups as signups

),

-- signups: from metrics.signups.
signups_counted as (

    select
        date_trunc('month', (fact.signed_up_at at time zone $3::text))::date as period_start,
        count(*) as signups

    from metrics__signups as fact

    where
        fact.signed_up_at >= ($4::timestamp at time zone $3::text)
        and fact.signed_up_at < ($5::timestamp at time zone $3::text)

    group by period_start

),

-- From the first requested period, or the first one with rows, to the last that has started.
period_range as (

    select
        $6::date as first_period,
        $7::date as last_period

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
        max(signups) as signups

    from (
        select
            period_start,
            signups
        from signups_counted
        union all
        select
            period_start,
            null::numeric as signups
        from time_spine
    ) as counts

    where period_start <= (select last_period from period_range)

    group by period_start

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        period_start,
        coalesce(signups, 0) as signups

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        (period_start = $6::date or period_start = $7::date) as "is_partial",
        (signups)::bigint as "signups"

    from gap_filled

)

select
    "period",
    "is_partial",
    "signups"

from result

order by "period" asc nulls last

limit 1000001
