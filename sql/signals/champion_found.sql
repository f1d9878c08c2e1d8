/*---
view: signals.champion_found
description: >
  A user among the tenth of active users with the most active days in 28 days, who invited a new user in these
  days that joined. A user who is deleted by then is none. Evaluated at the end of every week.
owner: growth-data
grain: one row per user and week at whose end the condition is true
key: [subject_key, evaluated_at]
stored: true
signal: { subject: user, severity: medium, act_by: sales, evaluated: week }
requires: [product_events, users, invitations]
crosses_accounts: A user is among the most active in comparison with all users.
---*/

with

active_days as (

    select * from facts.activity_days

),

invitations as (

    select * from facts.invitations

),

evaluations as not materialized (

    select * from facts.evaluations

),

users as not materialized (

    select * from entities.users

),

weekly_activity as (

    select
        active_days.account_key,
        active_days.user_id,
        evaluations.evaluated_at,
        count(*) as active_days

    from active_days

    inner join evaluations
        on evaluations.evaluation = 'week'
        and evaluations.evaluated_at >= active_days.recorded_at
        and evaluations.evaluated_on < active_days.active_on + 28
        -- what is recorded by then has happened: an index has both bounds
        and evaluations.evaluated_on >= active_days.active_on

    group by active_days.account_key, active_days.user_id, evaluations.evaluated_at

),

ranked as (

    select
        weekly_activity.account_key,
        weekly_activity.user_id,
        weekly_activity.evaluated_at,
        weekly_activity.active_days,
        (
            rank() over (
                partition by weekly_activity.evaluated_at
                order by weekly_activity.active_days desc
            ) - 1
        )::numeric
        / count(*) over (partition by weekly_activity.evaluated_at)
        < parameters.champion_most_active_share as is_most_active

    from weekly_activity

    cross join parameters.business as parameters

),

-- new users who joined in the 28 days
joined as (

    select
        invitations.account_key,
        invitations.inviter_user_id as user_id,
        evaluations.evaluated_at,
        count(*) as invited_users

    from invitations

    inner join evaluations
        on evaluations.evaluation = 'week'
        and evaluations.evaluated_at >= invitations.joined_at
        and evaluations.evaluated_at < invitations.joined_at + interval '28 days'

    group by invitations.account_key, invitations.inviter_user_id, evaluations.evaluated_at

),

final as (

    select
        ranked.account_key,
        ranked.user_id as subject_key,
        ranked.evaluated_at,
        jsonb_build_object(
            'active_days', ranked.active_days,
            'invited_users', joined.invited_users
        ) as evidence

    from ranked

    inner join joined
        on ranked.account_key = joined.account_key
        and ranked.user_id = joined.user_id
        and ranked.evaluated_at = joined.evaluated_at

    inner join users
        on ranked.account_key = users.account_key
        and ranked.user_id = users.user_id
        and (users.deleted_at is null or users.deleted_at > ranked.evaluated_at)

    where ranked.is_most_active

)

select * from final
