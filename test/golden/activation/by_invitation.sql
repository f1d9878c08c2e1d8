-- $1: "signup"
-- $2: 1
-- $3: 168
-- $4: "2025-12-31T23:59:59Z"
-- $5: null
-- $6: ["page_view","pageview","$pageview","email_open","email_opened"]
-- $7: "created_at"
-- $8: "UTC"
-- $9: "2025-01-01"
-- $10: "2026-01-01"
-- $11: "2025-01-01"
-- $12: "2025-10-01"

with

-- The parameters of this request, instead of the canonical ones.
parameters__business as not materialized (

    select
        $1::text as activation_anchor,
        $2::integer as activation_distinct_days,
        $2::integer as activation_min_count,
        $3::numeric as activation_window_hours,
        $4::timestamptz as as_of,
        $5::text[] as core_action,
        $5::text[]::jsonb[] as core_action_conditions,
        $6::text[] as passive_events,
        $7::text as signup_basis,
        $8::text as time_zone

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

-- facts.core_actions: Every core action recorded by `as_of`: the event in which the product delivers its value.
facts__core_actions as (

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

-- In facts.activations: core actions.
facts__activations__core_actions as not materialized (

    select * from facts__core_actions as core_actions

),

-- In facts.activations: anchor: the sign-up.
facts__activations__signup_anchors as not materialized (

    select
        signups.account_key,
        signups.user_id,
        signups.signed_up_at as anchored_at

    from facts__signups as signups

    cross join parameters__business as parameters

    where parameters.activation_anchor = 'signup'

),

-- In facts.activations: by option, anchor: the first core action.
facts__activations__first_action_anchors as not materialized (

    select
        core_actions.account_key,
        core_actions.user_id,
        min(core_actions.occurred_at) as anchored_at

    from facts__activations__core_actions as core_actions

    cross join parameters__business as parameters

    -- registered users only; joined to the stored table so that signups is not materialized twice
    inner join facts__user_creations as user_creations
        on core_actions.account_key = user_creations.account_key
        and core_actions.user_id = user_creations.user_id
        and user_creations.is_registered

    where parameters.activation_anchor = 'first_core_action'

    group by core_actions.account_key, core_actions.user_id

),

-- In facts.activations: core actions within the window, its last moment included; each anchor is joined separately,
-- since the planner has no statistics for a union.
facts__activations__actions_in_time as not materialized (

    select
        signup_anchors.account_key,
        signup_anchors.user_id,
        signup_anchors.anchored_at,
        core_actions.occurred_at,
        core_actions.event_id

    from facts__activations__signup_anchors as signup_anchors

    cross join parameters__business as parameters

    inner join facts__activations__core_actions as core_actions
        on signup_anchors.account_key = core_actions.account_key
        and signup_anchors.user_id = core_actions.user_id
        and (
            parameters.activation_window_hours is null
            or core_actions.occurred_at
            <= signup_anchors.anchored_at + parameters.activation_window_hours * interval '1 hour'
        )

    union all

    select
        first_action_anchors.account_key,
        first_action_anchors.user_id,
        first_action_anchors.anchored_at,
        core_actions.occurred_at,
        core_actions.event_id

    from facts__activations__first_action_anchors as first_action_anchors

    cross join parameters__business as parameters

    inner join facts__activations__core_actions as core_actions
        on first_action_anchors.account_key = core_actions.account_key
        and first_action_anchors.user_id = core_actions.user_id
        and (
            parameters.activation_window_hours is null
            or core_actions.occurred_at
            <= first_action_anchors.anchored_at + parameters.activation_window_hours * interval '1 hour'
        )

),

-- In facts.activations: where one action is enough, every action activates.
facts__activations__activated_by_first_action as (

    select
        actions_in_time.account_key,
        actions_in_time.user_id,
        actions_in_time.anchored_at,
        greatest(actions_in_time.occurred_at, actions_in_time.anchored_at) as activated_at

    from facts__activations__actions_in_time as actions_in_time

    cross join parameters__business as parameters

    where greatest(parameters.activation_min_count, parameters.activation_distinct_days) = 1

),

-- In facts.activations: elsewhere, number the actions and their days.
facts__activations__ranked_actions as (

    select
        actions_in_time.account_key,
        actions_in_time.user_id,
        actions_in_time.anchored_at,
        actions_in_time.occurred_at,
        row_number() over (
            partition by actions_in_time.account_key, actions_in_time.user_id
            order by actions_in_time.occurred_at, actions_in_time.event_id
        ) as action_number,
        dense_rank() over (
            partition by actions_in_time.account_key, actions_in_time.user_id
            order by plumbline.local_date(actions_in_time.occurred_at, parameters.time_zone)
        ) as day_number

    from facts__activations__actions_in_time as actions_in_time

    cross join parameters__business as parameters

    where greatest(parameters.activation_min_count, parameters.activation_distinct_days) > 1

),

-- In facts.activations: enough actions on enough days.
facts__activations__threshold_reached as (

    select
        ranked_actions.account_key,
        ranked_actions.user_id,
        ranked_actions.anchored_at,
        min(greatest(ranked_actions.occurred_at, ranked_actions.anchored_at)) as activated_at

    from facts__activations__ranked_actions as ranked_actions

    cross join parameters__business as parameters

    where
        ranked_actions.action_number >= parameters.activation_min_count
        and ranked_actions.day_number >= parameters.activation_distinct_days

    group by ranked_actions.account_key, ranked_actions.user_id, ranked_actions.anchored_at

),

-- In facts.activations: unite and then group: a join here makes the planner underestimate the activated rows.
facts__activations__outcomes_by_source as (

    select
        account_key,
        user_id,
        anchored_at,
        null::timestamptz as activated_at

    from facts__activations__signup_anchors as signup_anchors

    union all

    select
        account_key,
        user_id,
        anchored_at,
        null as activated_at

    from facts__activations__first_action_anchors as first_action_anchors
    union all
    select * from facts__activations__activated_by_first_action as activated_by_first_action
    union all
    select * from facts__activations__threshold_reached as threshold_reached

),

-- In facts.activations: the earliest outcome counts.
facts__activations__outcomes as (

    select
        account_key,
        user_id,
        anchored_at,
        min(activated_at) as activated_at

    from facts__activations__outcomes_by_source as outcomes_by_source

    group by account_key, user_id, anchored_at

),

-- facts.activations: Every user, and when the product first delivered its value to them within the window that starts
-- at sign-up.
facts__activations as (

    select
        outcomes.account_key,
        outcomes.user_id,
        outcomes.anchored_at,
        outcomes.activated_at,
        outcomes.anchored_at + parameters.activation_window_hours * interval '1 hour' as window_ends_at

    from facts__activations__outcomes as outcomes

    cross join parameters__business as parameters

),

-- metrics.activation: Every user, dated by sign-up, with the time of activation.
metrics__activation as (

    select
        account_key,
        user_id,
        anchored_at,
        activated_at as converted_at,
        window_ends_at

    from facts__activations as activations

),

-- activated_users, eligible_signups, time_to_value_hours_p50: from metrics.activation, rows whose window has ended.
activation_counted as (

    select
        date_trunc('quarter', (fact.anchored_at at time zone $8::text))::date as period_start,
        users_of_fact.c_invited_or_self as d_invited_or_self,
        count(*) filter (
            where (fact.window_ends_at is null or fact.window_ends_at <= $4::timestamptz)
            and fact.converted_at is not null
        ) as activated_users,
        count(*) filter (
            where (fact.window_ends_at is null or fact.window_ends_at <= $4::timestamptz)
        ) as eligible_signups,
        percentile_cont(0.5) within group (
            order by extract(epoch from fact.converted_at - fact.anchored_at) / 3600
        ) filter (
            where (fact.window_ends_at is null or fact.window_ends_at <= $4::timestamptz)
            and fact.converted_at is not null
        ) as time_to_value_hours_p50,
        count(*) filter (where fact.window_ends_at > $4::timestamptz) as activation_counted_immature,
        count(*) as activation_counted_all

    from metrics__activation as fact

    left join (
        select
            user_id as k_user_id,
            account_key as k_account_key,
            invited_or_self as c_invited_or_self
        from entities.users
    ) as users_of_fact
        on fact.user_id = users_of_fact.k_user_id
        and fact.account_key = users_of_fact.k_account_key

    where
        fact.anchored_at >= ($9::timestamp at time zone $8::text)
        and fact.anchored_at < ($10::timestamp at time zone $8::text)

    group by period_start, d_invited_or_self

),

-- From the first requested period, or the first one with rows, to the last that has started.
period_range as (

    select
        $11::date as first_period,
        $12::date as last_period

),

-- Every period of the range, for every group.
time_spine as (

    select
        spine.period_start::date as period_start,
        d_invited_or_self

    from period_range

    cross join lateral generate_series(first_period, last_period, interval '3 months') as spine (period_start)

    cross join (
        select distinct
            d_invited_or_self
        from activation_counted
    ) as dimension_groups

),

-- All values of a row, from all aggregations.
combined as (

    select
        period_start,
        d_invited_or_self,
        max(activated_users) as activated_users,
        max(eligible_signups) as eligible_signups,
        max(time_to_value_hours_p50) as time_to_value_hours_p50,
        max(activation_counted_immature) as activation_counted_immature,
        max(activation_counted_all) as activation_counted_all

    from (
        select
            period_start,
            d_invited_or_self,
            activated_users,
            eligible_signups,
            time_to_value_hours_p50,
            activation_counted_immature,
            activation_counted_all
        from activation_counted
        union all
        select
            period_start,
            d_invited_or_self,
            null::numeric as activated_users,
            null::numeric as eligible_signups,
            null::numeric as time_to_value_hours_p50,
            null::numeric as activation_counted_immature,
            null::numeric as activation_counted_all
        from time_spine
    ) as counts

    where period_start <= (select last_period from period_range)

    group by period_start, d_invited_or_self

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        period_start,
        d_invited_or_self,
        coalesce(activated_users, 0) as activated_users,
        coalesce(eligible_signups, 0) as eligible_signups,
        time_to_value_hours_p50,
        coalesce(activation_counted_immature, 0) as activation_counted_immature,
        coalesce(activation_counted_all, 0) as activation_counted_all

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        period_start as "period",
        d_invited_or_self as "invited_or_self",
        trim_scale(round((activated_users::numeric / nullif(eligible_signups, 0))::numeric, 12)) as "activation_rate",
        trim_scale(round((activated_users)::numeric, 6)) as "activation_rate.numerator",
        trim_scale(round((eligible_signups)::numeric, 6)) as "activation_rate.denominator",
        trim_scale(round((time_to_value_hours_p50)::numeric, 6)) as "time_to_value_hours_p50"

    from gap_filled

),

-- The numbers of immature and of all rows on all pages, for the provenance.
maturity as (

    select
        sum(activation_counted_immature) as activation_counted_immature,
        sum(activation_counted_all) as activation_counted_all

    from gap_filled

)

select
    "period",
    "invited_or_self",
    "activation_rate",
    "activation_rate.numerator",
    "activation_rate.denominator",
    "time_to_value_hours_p50",
    (select activation_counted_immature from maturity),
    (select activation_counted_all from maturity)

from result

order by
    "period" asc nulls last,
    "invited_or_self" collate "C" asc nulls last

limit 1000001
