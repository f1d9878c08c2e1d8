-- $1: "2025-12-31T23:59:59Z"
-- $2: "created_at"
-- $3: "2025-01-01"
-- $4: "UTC"
-- $5: "2026-01-01"
-- $6: "company"

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

-- facts.workspace_creations: When each registered workspace was created, as recorded by `as_of`.
facts__workspace_creations as not materialized (

    select
        workspace_creation_history.account_key,
        workspace_creation_history.workspace_id,
        workspace_creation_history.created_at

    from entities.workspace_creation_history as workspace_creation_history

    cross join parameters__business as parameters

    where
        workspace_creation_history.is_registered
        and workspace_creation_history.recorded_from <= parameters.as_of
        and workspace_creation_history.recorded_to > parameters.as_of

),

-- metrics.workspace_signups: Every registered workspace, dated by its creation.
metrics__workspace_signups as (

    select
        account_key,
        workspace_id,
        created_at

    from facts__workspace_creations as workspace_creations

),

-- signups: from metrics.signups.
signups_counted as (

    select
        accounts_of_fact.c_country as d_country,
        count(*) as signups

    from metrics__signups as fact

    left join (
        select
            account_key as k_account_key,
            country as c_country
        from entities.accounts
    ) as accounts_of_fact
        on fact.account_key = accounts_of_fact.k_account_key

    where
        fact.signed_up_at >= ($3::timestamp at time zone $4::text)
        and fact.signed_up_at < ($5::timestamp at time zone $4::text)

    group by d_country

),

-- workspace_signups: from metrics.workspace_signups.
workspace_signups_counted as (

    select
        accounts_of_fact.c_country as d_country,
        count(*) as workspace_signups

    from metrics__workspace_signups as fact

    left join (
        select
            account_key as k_account_key,
            country as c_country
        from entities.accounts
    ) as accounts_of_fact
        on fact.account_key = accounts_of_fact.k_account_key

    where
        fact.created_at >= ($3::timestamp at time zone $4::text)
        and fact.created_at < ($5::timestamp at time zone $4::text)

    group by d_country

),

-- signups: from metrics.signups.
signups_counted_of_signups_2 as (

    select
        accounts_of_fact.c_country as d_country,
        count(*) as signups_2

    from metrics__signups as fact

    left join (
        select
            account_key as k_account_key,
            country as c_country,
            account_kind as c_account_kind
        from entities.accounts
    ) as accounts_of_fact
        on fact.account_key = accounts_of_fact.k_account_key

    where
        fact.signed_up_at >= ($3::timestamp at time zone $4::text)
        and fact.signed_up_at < ($5::timestamp at time zone $4::text)
        and accounts_of_fact.c_account_kind = $6::text

    group by d_country

),

-- All values of a row, from all aggregations.
combined as (

    select
        d_country,
        max(signups) as signups,
        max(workspace_signups) as workspace_signups,
        max(signups_2) as signups_2

    from (
        select
            d_country,
            signups,
            null::numeric as workspace_signups,
            null::numeric as signups_2
        from signups_counted
        union all
        select
            d_country,
            null::numeric as signups,
            workspace_signups,
            null::numeric as signups_2
        from workspace_signups_counted
        union all
        select
            d_country,
            null::numeric as signups,
            null::numeric as workspace_signups,
            signups_2
        from signups_counted_of_signups_2
    ) as counts

    group by d_country

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        d_country,
        coalesce(signups, 0) as signups,
        coalesce(workspace_signups, 0) as workspace_signups,
        coalesce(signups_2, 0) as signups_2

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        d_country as "country",
        (signups)::bigint as "signups",
        (workspace_signups)::bigint as "workspace_signups",
        (signups_2)::bigint as "invited"

    from gap_filled

)

select
    "country",
    "signups",
    "workspace_signups",
    "invited"

from result

order by
    "signups" desc nulls last,
    "country" collate "C" asc nulls last

limit 1000001
