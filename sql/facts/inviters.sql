/*---
view: facts.inviters
description: >
  Every registered user, dated by sign-up, with the ends of the windows in which the user may invite and
  invitees may follow.
owner: growth-data
grain: one row per registered user
key: [user_id]
time: signed_up_at
---*/

with

users as (

    select * from entities.users

),

final as (

    select
        users.account_key,
        users.user_id,
        users.created_at as signed_up_at,
        users.created_at + parameters.virality_window_days * interval '24 hours' as invites_until,
        users.created_at
        + (parameters.virality_window_days + parameters.invitation_window_days) * interval '24 hours'
        + case
            when parameters.invitation_counts_as = 'activated'
                then coalesce(parameters.activation_window_hours, 0) * interval '1 hour'
            else interval '0 hours'
        end as window_ends_at

    from users

    cross join parameters.business as parameters

    where
        users.is_registered
        and users.created_at <= parameters.as_of

)

select * from final
