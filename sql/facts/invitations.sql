/*---
view: facts.invitations
description: >
  Every invitation of one user by another, however often it was sent, and the new user who followed it: an
  invitee who accepted within the invitation window and was not a user before. Excluded: invitations of
  oneself, those revoked before they were accepted, and those of or into excluded users and workspaces.
owner: growth-data
grain: one row per inviter and invited address
key: [inviter_user_id, invitee_key]
time: sent_at
columns:
  invitee_key: { pii: true }
crosses_accounts: An invitee may belong to another account than the inviter.
checks:
  newcomers_come_later: joined_at is null or joined_at >= sent_at
---*/

with

sent_invitations as (

    select * from facts.sent_invitations

),

users as not materialized (

    select * from entities.users

),

-- an invitation that was sent again counts once
merged_invitations as (

    select
        account_key,
        inviter_user_id,
        inviter_signed_up_at,
        invitee_key,
        min(sent_at) as sent_at,
        min(accepted_at) as accepted_at,
        (
            array_agg(invitee_user_id order by accepted_at, invitee_user_id)
            filter (where invitee_user_id is not null)
        )[1] as invitee_user_id

    from sent_invitations

    where not is_revoked

    group by account_key, inviter_user_id, inviter_signed_up_at, invitee_key

),

-- invitees who accepted in time and were not users before
invitation_outcomes as (

    select
        merged_invitations.account_key,
        merged_invitations.inviter_user_id,
        merged_invitations.inviter_signed_up_at,
        merged_invitations.invitee_key,
        merged_invitations.sent_at,
        merged_invitations.accepted_at,
        invitees.user_id as invitee_user_id,
        invitees.account_key as invitee_account_key,
        invitees.created_at as invitee_signed_up_at,
        coalesce(
            merged_invitations.accepted_at
            <= merged_invitations.sent_at + parameters.invitation_window_days * interval '24 hours'
            and invitees.created_at >= merged_invitations.sent_at,
            false
        ) as is_newcomer

    from merged_invitations

    cross join parameters.business as parameters

    left join users as invitees
        on merged_invitations.invitee_user_id = invitees.user_id

),

-- an invitee with several invitations follows the first one
ranked_invitations as (

    select
        account_key,
        inviter_user_id,
        inviter_signed_up_at,
        invitee_key,
        sent_at,
        accepted_at,
        invitee_user_id,
        invitee_account_key,
        invitee_signed_up_at,
        is_newcomer,
        row_number() over (
            partition by invitee_user_id, is_newcomer
            order by sent_at, inviter_user_id, invitee_key
        ) as invitation_number

    from invitation_outcomes

),

final as (

    select
        ranked_invitations.account_key,
        ranked_invitations.inviter_user_id,
        ranked_invitations.inviter_signed_up_at,
        ranked_invitations.invitee_key,
        ranked_invitations.sent_at,
        ranked_invitations.sent_at + parameters.invitation_window_days * interval '24 hours'
            as window_ends_at,
        case
            when ranked_invitations.is_newcomer and ranked_invitations.invitation_number = 1
                then ranked_invitations.accepted_at
        end as joined_at,
        ranked_invitations.invitee_user_id,
        ranked_invitations.invitee_signed_up_at,
        case
            when ranked_invitations.invitee_account_key is null then 'unknown'
            when ranked_invitations.invitee_account_key = ranked_invitations.account_key then 'within'
            else 'across'
        end as reach

    from ranked_invitations

    cross join parameters.business as parameters

)

select * from final
