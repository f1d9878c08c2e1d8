/*---
view: facts.account_momentum
description: >
  The active users, invitations sent and core actions of each account in each of the last four weeks, which
  end with the day of `as_of`, and the straight line that fits the four weeks best. Activity counts for the
  current account of its user.
owner: growth-data
grain: one row per account and kind of activity that it had in the four weeks
key: [account_key, activity_kind]
---*/

with

recent_activity_days as (

    select * from facts.recent_activity_days

),

invitations as (

    select * from facts.invitations

),

core_actions as (

    select * from facts.core_actions

),

-- the same user on several days of a week counts once
user_weeks as (

    select distinct
        account_key,
        user_id,
        days_ago / 7 as weeks_ago

    from recent_activity_days

    where days_ago < 28

),

invitation_weeks as (

    select
        invitations.account_key,
        (
            plumbline.local_date(parameters.as_of, parameters.time_zone)
            - plumbline.local_date(invitations.sent_at, parameters.time_zone)
        ) / 7 as weeks_ago

    from invitations

    cross join parameters.business as parameters

    where invitations.sent_at > parameters.as_of - interval '29 days'

),

core_action_weeks as (

    select
        core_actions.account_key,
        (
            plumbline.local_date(parameters.as_of, parameters.time_zone)
            - plumbline.local_date(core_actions.occurred_at, parameters.time_zone)
        ) / 7 as weeks_ago

    from core_actions

    cross join parameters.business as parameters

    where
        core_actions.user_id is not null
        and core_actions.occurred_at > parameters.as_of - interval '29 days'

),

-- one row for each thing that is counted
counted as (

    select
        account_key,
        'active_users' as activity_kind,
        weeks_ago
    from user_weeks
    union all
    select
        account_key,
        'invitations_sent' as activity_kind,
        weeks_ago
    from invitation_weeks
    union all
    select
        account_key,
        'core_actions' as activity_kind,
        weeks_ago
    from core_action_weeks

),

weeks as (

    select
        account_key,
        activity_kind,
        count(*) filter (where weeks_ago = 0) as this_week,
        count(*) filter (where weeks_ago = 1) as one_week_ago,
        count(*) filter (where weeks_ago = 2) as two_weeks_ago,
        count(*) filter (where weeks_ago = 3) as three_weeks_ago

    from counted

    where weeks_ago < 4

    group by account_key, activity_kind

),

-- the least-squares line through four points a week apart
fitted as (

    select
        account_key,
        activity_kind,
        this_week,
        one_week_ago,
        two_weeks_ago,
        three_weeks_ago,
        (3 * this_week + one_week_ago - two_weeks_ago - 3 * three_weeks_ago)::numeric / 10 as slope,
        (this_week + one_week_ago + two_weeks_ago + three_weeks_ago)::numeric / 4 as weekly_mean

    from weeks

),

final as (

    select
        fitted.account_key,
        fitted.activity_kind,
        fitted.this_week,
        fitted.one_week_ago,
        fitted.two_weeks_ago,
        fitted.three_weeks_ago,
        fitted.slope,
        case
            when fitted.weekly_mean < parameters.momentum_min_base then null
            when fitted.slope > parameters.momentum_steady_share * fitted.weekly_mean then 'increasing'
            when fitted.slope < -parameters.momentum_steady_share * fitted.weekly_mean then 'decreasing'
            else 'steady'
        end as direction

    from fitted

    cross join parameters.business as parameters

)

select * from final
