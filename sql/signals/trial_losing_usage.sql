/*---
view: signals.trial_losing_usage
description: >
  A trial that ends in trial_warning_days, of an account with fewer active users in the seven days before than
  in the seven days before these. Accounts that pay already, and trials cancelled before, are left out. Closed
  at the end of the trial.
owner: growth-data
grain: one row per account and end of a trial
key: [subject_key, detected_at]
stored: true
signal: { subject: account, severity: high, act_by: success }
requires: [product_events, subscription_periods]
---*/

with

trials as (

    select * from staging.trials

),

buyers as (

    select * from entities.buyers

),

active_days as (

    select * from facts.activity_days

),

paid_period_history as not materialized (

    select * from facts.paid_period_history

),

-- one warning for all trials of an account that end together; a trial without an end has none
warnings as (

    select distinct
        buyers.account_key,
        trials.ends_at,
        trials.ends_at - parameters.trial_warning_days * interval '24 hours' as warned_at,
        plumbline.local_date(
            trials.ends_at - parameters.trial_warning_days * interval '24 hours',
            parameters.time_zone
        ) as warned_on

    from trials

    cross join parameters.business as parameters

    inner join buyers
        on trials.customer_id = buyers.buyer_id

    where
        trials.ends_at < 'infinity'
        and trials.started_at <= trials.ends_at - parameters.trial_warning_days * interval '24 hours'
        and trials.stopped_at > trials.ends_at - parameters.trial_warning_days * interval '24 hours'

),

usage as (

    select
        warnings.account_key,
        warnings.ends_at,
        warnings.warned_at,
        count(distinct active_days.user_id)
            filter (where active_days.active_on >= warnings.warned_on - 7) as active_users,
        count(distinct active_days.user_id)
            filter (where active_days.active_on < warnings.warned_on - 7) as active_users_before

    from warnings

    -- whole days, as recorded at the warning
    inner join active_days
        on warnings.account_key = active_days.account_key
        and warnings.warned_on - 14 <= active_days.active_on
        and warnings.warned_on > active_days.active_on
        and warnings.warned_at >= active_days.recorded_at

    group by warnings.account_key, warnings.ends_at, warnings.warned_at

),

final as (

    select
        usage.account_key,
        usage.account_key as subject_key,
        usage.warned_at as detected_at,
        usage.ends_at as closed_at,
        jsonb_build_object(
            'trial_ends_at', usage.ends_at,
            'active_users', usage.active_users,
            'active_users_before', usage.active_users_before
        ) as evidence

    from usage

    where
        usage.active_users < usage.active_users_before
        and not exists (
            select 1
            from paid_period_history
            where
                paid_period_history.account_key = usage.account_key
                and paid_period_history.net_monthly_amount > 0
                and paid_period_history.valid_from <= usage.warned_at
                and paid_period_history.valid_to > usage.warned_at
                and paid_period_history.recorded_from <= usage.warned_at
                and paid_period_history.recorded_to > usage.warned_at
        )

)

select * from final
