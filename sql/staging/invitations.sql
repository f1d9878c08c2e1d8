/*---
view: staging.invitations
description: Every invitation.
owner: growth-data
grain: one row per invitation
key: [invitation_id]
---*/

with

invitations as (

    select * from source.invitations

),

final as (

    select
        invitation_id,
        workspace_id,
        inviter_user_id,
        lower(invitee_key) as invitee_key,
        sent_at,
        accepted_at,
        accepted_user_id,
        revoked_at

    from invitations

)

select * from final
