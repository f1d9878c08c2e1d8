/*---
view: staging.invitations
description: Every invitation.
owner: growth-data
grain: one row per invitation
key: [invitation_id]
columns:
  invitee_key: { pii: true }
---*/

with

invitations as (

    select * from source.invitations

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(invitations.invitation_id) as invitation_id,
        plumbline.text_or_null(invitations.workspace_id) as workspace_id,
        plumbline.text_or_null(invitations.inviter_user_id) as inviter_user_id,
        lower(plumbline.text_or_null(invitations.invitee_key)) as invitee_key,
        plumbline.moment_or_null(invitations.sent_at) as sent_at,
        plumbline.moment_or_null(invitations.accepted_at) as accepted_at,
        plumbline.text_or_null(invitations.accepted_user_id) as accepted_user_id,
        plumbline.moment_or_null(invitations.revoked_at) as revoked_at

    from invitations

    cross join data_horizon

    where plumbline.moment_or_null(invitations.sent_at) <= data_horizon.as_of

)

select * from final
