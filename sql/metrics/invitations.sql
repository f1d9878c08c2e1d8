/*---
view: metrics.invitations
description: Every invitation, dated by its first sending, with the time at which a new user followed it.
owner: growth-data
grain: one row per inviter and invited address
key: [inviter_user_id, invitee_key]
time: sent_at
entities:
  entities.users: inviter_user_id
  entities.accounts: account_key
  facts.account_segments: "account_key, sent_month"
  facts.account_months: "account_key, sent_month"
  facts.account_origins: account_key
requires: [users, invitations]
columns:
  invitee_key: { pii: true }
dimensions:
  invitation_reach:
    description: >
      Whether the new user belongs to the inviter's account (expansion) or to another one (virality).
      Unknown until a user follows the invitation.
    column: reach
    values: [within, across, unknown]
metrics:
  invitations_sent:
    kind: count
    unaffected_by: [invitation_window_days]
    version: 2
    unit: count
    description: >
      Invitations first sent in the period, once per inviter and invited address; invitations of
      oneself and those revoked before acceptance are excluded.
  eligible_invitations:
    kind: conversion
    actor: inviter_user_id
    measure: eligible
    converted_at: joined_at
    version: 2
    unit: count
    description: Invitations first sent in the period whose window is over.
  accepted_invitations:
    kind: conversion
    actor: inviter_user_id
    measure: converted
    converted_at: joined_at
    version: 2
    unit: count
    description: >
      Invitations first sent in the period that a new user followed within {{invitation_window_days}},
      among those whose window is over.
  invitation_acceptance_rate:
    kind: ratio
    numerator: accepted_invitations
    denominator: eligible_invitations
    version: 2
    unit: ratio
    description: >
      The share of invitations that a new user followed within {{invitation_window_days}}. Null when
      no window is over.
  invitations_sent_in_week:
    kind: cumulative
    of: invitations_sent
    over: 7 days
    unit: count
    description: invitations_sent in the seven days that end with the period.
  invitations_sent_in_two_weeks:
    kind: cumulative
    of: invitations_sent
    over: 14 days
    unit: count
    description: invitations_sent in the 14 days that end with the period.
  invitation_momentum_abs:
    kind: derived
    expression: 2 * invitations_sent_in_week - invitations_sent_in_two_weeks
    inputs: [invitations_sent_in_week, invitations_sent_in_two_weeks]
    unit: count
    description: The change of invitations_sent_in_week over seven days.
  invitation_momentum_rel:
    kind: derived
    expression: >
      case when invitations_sent_in_two_weeks - invitations_sent_in_week >= momentum_min_base then (2
      * invitations_sent_in_week - invitations_sent_in_two_weeks)::numeric /
      (invitations_sent_in_two_weeks - invitations_sent_in_week) end
    inputs: [invitations_sent_in_week, invitations_sent_in_two_weeks]
    parameters: [momentum_min_base]
    unit: ratio
    description: >
      The change of invitations_sent_in_week over seven days, as a share. Null when the earlier week
      had fewer than {{momentum_min_base}}.
crosses_accounts: An invitee may belong to another account than the inviter.
edge_cases:
  - An invitation that is sent again is one invitation.
  - An invitation to oneself, or revoked before it was accepted, does not count.
choices:
  - question: Until when may an invitation be accepted?
    answer: 30 days after it was sent.
    because: The number is final then.
    others:
      Reports without a window: At any time, so older months look better.
    options: [invitation_window_days]
---*/

with

invitations as (

    select * from facts.invitations

),

final as (

    select
        invitations.account_key,
        invitations.inviter_user_id,
        invitations.invitee_key,
        plumbline.local_month(invitations.sent_at, parameters.time_zone) as sent_month,
        invitations.sent_at,
        invitations.joined_at,
        invitations.window_ends_at,
        invitations.reach

    from invitations

    cross join parameters.business as parameters

)

select * from final
