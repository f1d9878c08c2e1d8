/*---
view: facts.early_invitations
description: >
  Every invitation of the first days of a user, dated by the inviter's sign-up, with the time at which the
  invitee joined or, by option, joined and activated.
owner: growth-data
grain: one row per user and invitee of the first days
key: [user_id, invitee_key]
time: signed_up_at
columns:
  invitee_key: { pii: true }
crosses_accounts: An invitee may belong to another account than the inviter.
---*/

with

inviters as (

    select * from facts.inviters

),

invitations as (

    select * from facts.invitations

),

activations as (

    select * from facts.activations

),

final as (

    select
        inviters.account_key,
        inviters.user_id,
        invitations.invitee_key,
        inviters.signed_up_at,
        case
            when parameters.invitation_counts_as = 'signup' or activations.activated_at is not null
                then invitations.joined_at
        end as joined_at,
        invitations.invitee_signed_up_at,
        inviters.window_ends_at,
        invitations.reach

    from inviters

    cross join parameters.business as parameters

    inner join invitations
        on inviters.account_key = invitations.account_key
        and inviters.user_id = invitations.inviter_user_id
        and invitations.sent_at <= inviters.invites_until

    -- a new user may belong to another account than the inviter
    left join activations
        on parameters.invitation_counts_as = 'activated'
        and invitations.invitee_user_id = activations.user_id

)

select * from final
