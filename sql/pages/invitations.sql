/*---
view: pages.invitations
description: >
  Every invitation between users and workspaces that count, each time that it was sent, as an application
  shows it.
owner: growth-data
grain: one row per sending of an invitation
key: [invitation_id]
requires: [invitations]
object:
  type: Invitation
  list: sent_invitations
  never_null: [inviter_user_id, sent_at, is_revoked]
columns:
  invitation_id: { description: The id in the product. }
  inviter_user_id: { description: The user who sent it. }
  workspace_id: { description: The workspace that it invites into. Null when it names none. }
  invitee_key: { description: "The address that it was sent to; personal. Null when unknown.", pii: true }
  sent_at: { description: When it was sent. }
  is_revoked: { description: "Whether it was revoked, before it was accepted." }
  accepted_at: { description: When it was accepted. Null while it is not. }
  invitee_user_id: { description: The user who accepted it. Null while it is not accepted. }
crosses_accounts: An invitee may belong to another account than the inviter.
---*/

with

sent_invitations as (

    select * from facts.sent_invitations

),

final as (

    select
        account_key,
        invitation_id,
        inviter_user_id,
        workspace_id,
        invitee_key,
        sent_at,
        is_revoked,
        accepted_at,
        invitee_user_id

    from sent_invitations

)

select * from final
