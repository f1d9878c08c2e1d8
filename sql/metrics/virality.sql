/*---
view: metrics.virality
description: >
  Every user, dated by sign-up, their early invitations, and every new user who followed one, dated by the
  inviter's sign-up.
owner: growth-data
grain: one row per user, per invitation of their first days, and per new user who followed one
key: [user_id, invitee_key, part]
time: signed_up_at
entities:
  entities.users: "user_id, account_key"
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [users, invitations]
columns:
  invitee_key: { pii: true }
affected_with:
  activation_anchor: { invitation_counts_as: [activated] }
  activation_distinct_days: { invitation_counts_as: [activated] }
  activation_min_count: { invitation_counts_as: [activated] }
  activation_window_hours: { invitation_counts_as: [activated] }
  core_action: { invitation_counts_as: [activated] }
  passive_events: { invitation_counts_as: [activated], core_action: [none] }
  signup_basis: { invitation_counts_as: [activated] }
metrics:
  inviting_cohort:
    kind: conversion
    unaffected_by: &activation
      [
        activation_anchor,
        activation_distinct_days,
        activation_min_count,
        core_action,
        passive_events,
        signup_basis,
      ]
    actor: user_id
    measure: eligible
    eligible_where: part = 'user'
    unit: count
    description: >
      Users who signed up in the period and whose windows to invite, and for invitees to accept, are over.
  invitations_of_cohort:
    kind: conversion
    unaffected_by: *activation
    actor: user_id
    measure: eligible
    where: part = 'invitation'
    eligible_where: part = 'user'
    unit: count
    description: Invitations that these users sent within {{virality_window_days}} of signing up.
  invited_signups:
    kind: conversion
    actor: user_id
    measure: converted
    where: part = 'newcomer'
    eligible_where: part = 'user'
    unit: count
    description: >
      New users who followed these invitations within {{invitation_window_days}} of their sending and
      {{invitation_counts_as}}.
  invitations_per_user:
    kind: ratio
    numerator: invitations_of_cohort
    denominator: inviting_cohort
    unit: ratio
    description: >
      The invitations per user within {{virality_window_days}} of signing up. Null when no window is over.
  cohort_acceptance_rate:
    kind: ratio
    numerator: invited_signups
    denominator: invitations_of_cohort
    unit: ratio
    description: >
      The share of these invitations that a new user followed within {{invitation_window_days}} of their
      sending and {{invitation_counts_as}}. Null when there are none.
  k_factor:
    kind: ratio
    numerator: invited_signups
    denominator: inviting_cohort
    unit: ratio
    description: >
      New users per inviting user, who followed within {{invitation_window_days}} and
      {{invitation_counts_as}}: invitations_per_user times cohort_acceptance_rate. Null when no window is
      over. Where it is 1 or more, it is no forecast.
  invited_signups_within_account:
    kind: conversion
    actor: user_id
    measure: converted
    where: part = 'newcomer' and reach = 'within'
    eligible_where: part = 'user'
    unit: count
    description: The new users among them who belong to the inviter's account.
  k_factor_within_account:
    kind: ratio
    numerator: invited_signups_within_account
    denominator: inviting_cohort
    unit: ratio
    description: >
      Invited sign-ups within the inviter's own account, per user: expansion. Null when no window is over.
  invited_signups_across_accounts:
    kind: conversion
    actor: user_id
    measure: converted
    where: part = 'newcomer' and reach = 'across'
    eligible_where: part = 'user'
    unit: count
    description: The new users among them who belong to another account than the inviter.
  k_factor_across_accounts:
    kind: ratio
    numerator: invited_signups_across_accounts
    denominator: inviting_cohort
    unit: ratio
    description: >
      Invited sign-ups in other accounts, per user: virality. Null when no window is over.
  viral_cycle_days_p50:
    kind: conversion
    actor: user_id
    measure: duration
    where: part = 'newcomer'
    eligible_where: part = 'user'
    unit: days
    description: >
      The median days from an inviter's sign-up to that of the new user. Null without a new user.
crosses_accounts: An invitee may belong to another account than the inviter.
edge_cases:
  - An invitation that is sent again is one; one to an existing user leads to no new user.
  - The product of invitations_per_user and cohort_acceptance_rate is k_factor, as is the ratio of the counts.
  - A value of 1 or more describes a cohort. It is no forecast.
choices:
  - question: Per new user, or per existing user?
    answer: Per new user of a cohort whose windows are over.
    because: A cohort has an end, so the number is final.
    others:
      Period reports: Invited sign-ups of a month per existing user.
  - question: Does a sign-up count, or only an activated user?
    answer: A sign-up.
    because: Activation is measured on its own, and must not lower two numbers at once.
    others:
      David Skok: Customers.
      Growth courses: Activated users.
    options: [invitation_counts_as]
  - question: Do colleagues count?
    answer: Both kinds are reported apart; within an account it is expansion, across accounts it is virality.
    because: Only new accounts make growth continue by itself.
    others:
      Consumer products: There are no accounts, so all invitations count alike.
    metrics: [k_factor_within_account, k_factor_across_accounts]
---*/

with

inviters as (

    select * from facts.inviters

),

early_invitations as (

    select * from facts.early_invitations

),

final as (

    select
        account_key,
        user_id,
        '' as invitee_key,
        'user' as part,
        signed_up_at,
        null::timestamptz as converted_at,
        window_ends_at,
        null::text as reach
    from inviters
    union all
    select
        account_key,
        user_id,
        invitee_key,
        'invitation' as part,
        signed_up_at,
        null::timestamptz as converted_at,
        window_ends_at,
        reach
    from early_invitations
    union all
    select
        account_key,
        user_id,
        invitee_key,
        'newcomer' as part,
        signed_up_at,
        invitee_signed_up_at as converted_at,
        window_ends_at,
        reach
    from early_invitations
    where joined_at is not null

)

select * from final
