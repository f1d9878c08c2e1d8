/*---
table: subscription_periods
description: >
  One row per subscription and term with another price; later versions of a term replace earlier ones. A trial
  is a row of its own.
needs: [subscription_history, plan]
---*/

with

history as (

    select * from vendor.subscription_history

),

plans as (

    select * from vendor.plan

),

-- the newest version of a term says what it costs
terms as (

    select distinct on (
        history.id,
        coalesce(history.current_term_started_at, history.current_period_started_at)
    )
        history.id,
        history.account_id,
        coalesce(plans.name, history.plan_name, history.plan_code) as plan,
        history.state,
        upper(history.currency) as currency,
        coalesce(history.quantity, 1) as seats,
        coalesce(
            history.subtotal,
            history.unit_amount * coalesce(history.quantity, 1) + coalesce(history.add_ons_total, 0)
        ) as amount,
        rtrim(plans.interval_unit, 's') as interval,
        coalesce(plans.interval_length, 1)::bigint as interval_count,
        history.activated_at,
        history.trial_started_at,
        history.trial_ends_at,
        history.canceled_at,
        coalesce(
            history.current_term_started_at, history.current_period_started_at, history.activated_at
        ) as term_at,
        history.updated_at

    from history

    inner join plans on history.plan_id = plans.id

    where history.state in ('active', 'canceled', 'expired', 'past_due', 'in_trial', 'paused')

    order by
        history.id,
        coalesce(history.current_term_started_at, history.current_period_started_at),
        history.updated_at desc nulls last

),

ends as (

    select distinct on (id)
        id,
        case when state = 'expired' then expires_at end as ended_at

    from history

    order by id, updated_at desc nulls last

),

changes as (

    select
        terms.id,
        terms.account_id,
        terms.plan,
        terms.currency,
        terms.seats,
        terms.amount,
        terms.interval,
        terms.interval_count,
        terms.activated_at,
        terms.trial_started_at,
        terms.trial_ends_at,
        terms.canceled_at,
        terms.term_at,
        lag(terms.term_at) over (partition by terms.id order by terms.term_at) is null as is_first,
        (terms.plan, terms.amount, terms.seats) is distinct from lag((terms.plan, terms.amount, terms.seats))
            over (partition by terms.id order by terms.term_at) as is_change

    from terms

),

states as (

    select
        changes.id,
        changes.account_id,
        changes.plan,
        changes.currency,
        changes.seats,
        changes.amount,
        changes.interval,
        changes.interval_count,
        changes.trial_started_at,
        changes.trial_ends_at,
        changes.canceled_at,
        changes.is_first,
        case
            when changes.is_first then greatest(changes.activated_at, changes.trial_ends_at)
            else changes.term_at
        end as started_at,
        coalesce(
            lead(changes.term_at) over (partition by changes.id order by changes.term_at),
            ends.ended_at
        ) as ended_at

    from changes

    inner join ends on changes.id = ends.id

    where changes.is_change

),

periods as (

    select
        id,
        account_id,
        plan,
        currency,
        seats,
        amount,
        interval,
        interval_count,
        canceled_at,
        started_at,
        ended_at,
        false as is_trial,
        null::timestamptz as trial_end

    from states

    where ended_at is null or ended_at > started_at

    union all

    select
        id,
        account_id,
        plan,
        currency,
        seats,
        amount,
        interval,
        interval_count,
        canceled_at,
        trial_started_at as started_at,
        least(trial_ends_at, ended_at) as ended_at,
        true as is_trial,
        trial_ends_at as trial_end

    from states

    where
        is_first
        and trial_started_at < least(trial_ends_at, ended_at)

),

final as (

    select
        id || ':' || to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as period_id,
        id as subscription_id,
        account_id as customer_id,
        plan,
        seats::bigint as seats,
        started_at,
        ended_at,
        amount,
        interval,
        interval_count,
        currency,
        is_trial,
        trial_end,
        canceled_at as cancelled_at

    from periods

)

select * from final
