/*---
view: facts.sent_invitations
description: >
  Every invitation sent by `as_of` between users and workspaces that count, each time that it was sent, also
  one that was revoked. Excluded: invitations of oneself, and those of or into excluded users and workspaces.
owner: growth-data
grain: one row per sending of an invitation
key: [invitation_id]
time: sent_at
columns:
  invitee_key: { pii: true }
  is_revoked: { description: "Whether it was revoked by `as_of`, before it was accepted." }
crosses_accounts: An invitee may belong to another account than the inviter.
---*/

with

invitations as (

    select * from staging.invitations

),

user_ids as not materialized (

    select * from entities.user_ids

),

users as not materialized (

    select * from entities.users

),

excluded_users as not materialized (

    select * from entities.excluded_users

),

excluded_workspaces as not materialized (

    select * from entities.excluded_workspaces

),

-- invitations recorded by `as_of` between users and workspaces that count
final as (

    select
        inviters.account_key,
        inviters.user_id as inviter_user_id,
        inviters.created_at as inviter_signed_up_at,
        invitations.invitation_id,
        invitations.invitee_key,
        invitations.workspace_id,
        invitations.sent_at,
        coalesce(
            invitations.revoked_at <= parameters.as_of
            and not coalesce(invitations.accepted_at <= invitations.revoked_at, false),
            false
        ) as is_revoked,
        case when invitations.accepted_at <= parameters.as_of then invitations.accepted_at end as accepted_at,
        case when invitations.accepted_at <= parameters.as_of then accepted_ids.user_id end as invitee_user_id

    from invitations

    cross join parameters.business as parameters

    inner join user_ids as inviter_ids
        on invitations.inviter_user_id = inviter_ids.raw_id
        and inviter_ids.id_kind = 'user'

    inner join users as inviters
        on inviter_ids.user_id = inviters.user_id

    left join user_ids as accepted_ids
        on invitations.accepted_user_id = accepted_ids.raw_id
        and accepted_ids.id_kind = 'user'

    where
        invitations.sent_at <= parameters.as_of
        and not exists (
            select 1 from excluded_workspaces
            where excluded_workspaces.workspace_id = invitations.workspace_id
        )
        and not exists (
            select 1 from excluded_users
            where excluded_users.user_id = accepted_ids.user_id
        )
        and not exists (
            select 1 from excluded_users
            where excluded_users.email = invitations.invitee_key
        )
        and invitations.invitee_key is distinct from inviters.email
        and accepted_ids.user_id is distinct from inviters.user_id

)

select * from final
