/*---
view: signals.power_inviter
description: >
  A user who invited at least power_inviter_min_invitees different people within 24 hours. Detected with the
  invitation that reached this number, and closed a week after the last one that did, or when the user is
  deleted.
owner: growth-data
grain: one row per user and burst of invitations
key: [subject_key, detected_at]
stored: true
signal: { subject: user, severity: high, act_by: sales }
requires: [users, invitations]
---*/

with

sent_invitations as (

    select * from facts.sent_invitations

),

users as not materialized (

    select * from entities.users

),

-- each invitee counts once; an invitation that is revoked later was sent all the same
invitations as (

    select
        account_key,
        inviter_user_id,
        invitee_key,
        min(sent_at) as sent_at

    from sent_invitations

    group by account_key, inviter_user_id, invitee_key

),

-- the invitations of each user in the 24 hours up to each of them
counted as (

    select
        account_key,
        inviter_user_id,
        sent_at,
        count(*) over (
            partition by account_key, inviter_user_id
            order by sent_at
            range between interval '24 hours' preceding and current row
        ) as invitees

    from invitations

),

-- the moments at which the number was reached, and the one before each
reached as (

    select
        counted.account_key,
        counted.inviter_user_id,
        counted.sent_at,
        counted.invitees,
        lag(counted.sent_at) over (
            partition by counted.account_key, counted.inviter_user_id
            order by counted.sent_at, counted.invitees
        ) as reached_before_at

    from counted

    cross join parameters.business as parameters

    where counted.invitees >= parameters.power_inviter_min_invitees

),

-- within a week of the previous moment, the signal is still open
numbered as (

    select
        account_key,
        inviter_user_id,
        sent_at,
        invitees,
        count(*) filter (
            where reached_before_at is null or sent_at - reached_before_at > interval '7 days'
        ) over (
            partition by account_key, inviter_user_id
            order by sent_at, invitees
            rows between unbounded preceding and current row
        ) as burst_number

    from reached

),

bursts as (

    select
        account_key,
        inviter_user_id,
        min(sent_at) as detected_at,
        max(sent_at) + interval '7 days' as closed_at,
        (array_agg(invitees order by sent_at, invitees))[1] as invitees

    from numbered

    group by account_key, inviter_user_id, burst_number

),

final as (

    select
        bursts.account_key,
        bursts.inviter_user_id as subject_key,
        bursts.detected_at,
        greatest(least(bursts.closed_at, users.deleted_at), bursts.detected_at) as closed_at,
        jsonb_build_object('invitees', bursts.invitees) as evidence

    from bursts

    inner join users
        on bursts.account_key = users.account_key
        and bursts.inviter_user_id = users.user_id

)

select * from final
