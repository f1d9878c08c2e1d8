/*---
view: metrics.invitations
description: Every invitation, at the moment it was first sent, with when a newcomer followed it.
owner: growth-data
grain: one row per inviter and invited address
key: [inviter_user_id, invitee_key]
time: sent_at
entities: { entities.users: inviter_user_id, entities.accounts: account_key }
requires: [users, invitations]
dimensions:
  invitation_reach:
    description: >
      Whether the newcomer belongs to the inviter's account (that is expansion) or to another (that is
      virality). Unknown while nobody has followed the invitation.
    column: reach
    values: [within, across, unknown]
metrics:
  invitations_sent:
    kind: count
    unaffected_by: [invitation_window_days]
    version: 2
    unit: count
    description: >
      Invitations first sent in the period, once for each inviter and invited address; without those of
      oneself and those revoked before they were accepted.
  eligible_invitations:
    kind: conversion
    actor: inviter_user_id
    measure: eligible
    converted_at: joined_at
    version: 2
    unit: count
    description: Invitations first sent in the period whose time to be accepted is over.
  accepted_invitations:
    kind: conversion
    actor: inviter_user_id
    measure: converted
    converted_at: joined_at
    version: 2
    unit: count
    description: >
      Invitations first sent in the period that brought a newcomer within {{invitation_window_days}}, of
      those whose time is over.
  invitation_acceptance_rate:
    kind: ratio
    numerator: accepted_invitations
    denominator: eligible_invitations
    version: 2
    unit: ratio
    description: >
      The share of invitations that brought a newcomer within {{invitation_window_days}}. Null when no
      time is over.
crosses_accounts: Who is invited may be of another account than who invites.
---*/

with

invitations as (

    select * from facts.invitations

),

final as (

    select
        account_key,
        inviter_user_id,
        invitee_key,
        sent_at,
        joined_at,
        window_ends_at,
        reach

    from invitations

)

select * from final
