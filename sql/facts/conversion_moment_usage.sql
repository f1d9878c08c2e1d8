/*---
view: facts.conversion_moment_usage
description: >
  The usage of the account before every moment at which it is asked to pay: its weekly active users in the
  last 14 days before it (the mean of two weeks of 168 hours) and in the 14 days before those, and whether
  usage falls. This is the only definition of the dip before a conversion.
owner: growth-data
grain: one row per trial of a buyer, and one per use that reached a limit
key: [moment_kind, moment_id]
time: measured_at
---*/

with

conversion_moments as (

    select * from facts.conversion_moments

),

activity as (

    select * from facts.activity

),

-- each user once in each of the four weeks before the moment
user_weeks as (

    select distinct
        conversion_moments.account_key,
        conversion_moments.moment_kind,
        conversion_moments.moment_id,
        activity.user_id,
        case
            when activity.occurred_at >= conversion_moments.measured_at - interval '336 hours' then 'run_up'
            else 'before'
        end as phase,
        activity.occurred_at >= conversion_moments.measured_at - interval '168 hours'
        or (
            activity.occurred_at < conversion_moments.measured_at - interval '336 hours'
            and activity.occurred_at >= conversion_moments.measured_at - interval '504 hours'
        ) as is_later_week

    from conversion_moments

    inner join activity
        on conversion_moments.account_key = activity.account_key
        and activity.occurred_at < conversion_moments.measured_at
        and activity.occurred_at >= conversion_moments.measured_at - interval '672 hours'

    where activity.user_id is not null

),

-- the mean of two weeks
weekly_users as (

    select
        account_key,
        moment_kind,
        moment_id,
        count(*) filter (where phase = 'run_up') / 2.0 as users_in_run_up,
        count(*) filter (where phase = 'before') / 2.0 as users_before

    from user_weeks

    group by account_key, moment_kind, moment_id

),

changes as (

    select
        conversion_moments.account_key,
        conversion_moments.moment_kind,
        conversion_moments.moment_id,
        conversion_moments.buyer_id,
        conversion_moments.measured_at,
        conversion_moments.is_over,
        coalesce(weekly_users.users_in_run_up, 0) as users_in_run_up,
        coalesce(weekly_users.users_before, 0) as users_before,
        weekly_users.users_in_run_up / nullif(weekly_users.users_before, 0) - 1 as usage_change

    from conversion_moments

    left join weekly_users
        on conversion_moments.account_key = weekly_users.account_key
        and conversion_moments.moment_kind = weekly_users.moment_kind
        and conversion_moments.moment_id = weekly_users.moment_id

),

final as (

    select
        changes.account_key,
        changes.moment_kind,
        changes.moment_id,
        changes.buyer_id,
        changes.measured_at,
        changes.is_over,
        changes.users_in_run_up,
        changes.users_before,
        changes.usage_change,
        case
            when changes.usage_change < -parameters.usage_fall_share then 'decreasing'
            when changes.usage_change is not null then 'not_decreasing'
        end as usage_before_conversion

    from changes

    cross join parameters.business as parameters

)

select * from final
