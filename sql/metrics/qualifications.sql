/*---
view: metrics.qualifications
description: >
  Every qualification of an account by the end of the week in which it qualified, and every started account
  by its start: how many were touched by sales, and how many won. Evaluated at the ends of weeks.
owner: growth-data
grain: one row per qualification of an account, and one per started account
key: [account_key, part, dated_at]
time: dated_at
finest_grain: day
entities: { entities.accounts: account_key }
requires: [product_events, accounts, opportunities]
assumes:
  subscription_periods: No subscriptions were provided, so accounts pay by contract only.
  contracts: No contracts were provided, so no account pays by contract.
  plan_limits: No limits were provided, so no account has headroom by a limit.
  invoices: No invoices were provided, so every subscription counts as paid for.
affected_with:
  core_action: { active_event: [none] }
unaffected_by: [qualified_touch_kinds]
metrics:
  newly_product_qualified_accounts:
    kind: count
    where: part = 'product'
    unaffected_by: &expansion_and_win
      [
        expansion_max_penetration,
        expansion_min_limit_share,
        expansion_min_workspaces,
        qualification_win_window_days,
      ]
    unit: count
    description: >
      Accounts that became product-qualified in the period: they fit, and showed the signals of the
      qualification rule at the end of a week for the first time, or again after the cooldown.
  still_product_qualified_accounts:
    kind: count
    where: part = 'product' and is_still_qualified
    unaffected_by: *expansion_and_win
    unit: count
    description: >
      Accounts that became product-qualified in the period and were still so at the end of the last week.
  mature_pqas:
    kind: conversion
    actor: account_key
    measure: eligible
    where: part = 'product'
    eligible_where: part = 'product'
    unaffected_by: &expansion [expansion_max_penetration, expansion_min_limit_share, expansion_min_workspaces]
    unit: count
    description: Accounts that became product-qualified in the period and whose window to win is over.
  won_pqas:
    kind: conversion
    actor: account_key
    measure: converted
    where: part = 'product'
    eligible_where: part = 'product'
    unaffected_by: *expansion
    unit: count
    description: >
      Accounts that became product-qualified in the period with an opportunity won
      {{qualification_win_window_days}} of it, among those whose window is over.
  pqa_win_rate:
    kind: ratio
    numerator: won_pqas
    denominator: mature_pqas
    unit: ratio
    description: >
      The share of the product-qualified accounts of the period with an opportunity won
      {{qualification_win_window_days}} of it. Compare it with unqualified_win_rate. Null when no window is
      over.
  newly_expansion_qualified_accounts:
    kind: count
    where: part = 'expansion'
    unaffected_by:
      [
        active_week_min_users,
        momentum_min_base,
        non_icp_segments,
        qualification_rule,
        qualification_win_window_days,
      ]
    unit: count
    description: >
      Accounts that became expansion-qualified in the period: paying, with headroom, and with as many active
      users as before, at the end of a week for the first time, or again after the cooldown.
  mature_eqas:
    kind: conversion
    actor: account_key
    measure: eligible
    where: part = 'expansion'
    eligible_where: part = 'expansion'
    unaffected_by: &rule [active_week_min_users, momentum_min_base, non_icp_segments, qualification_rule]
    unit: count
    description: Accounts that became expansion-qualified in the period and whose window to win is over.
  won_eqas:
    kind: conversion
    actor: account_key
    measure: converted
    where: part = 'expansion'
    eligible_where: part = 'expansion'
    unaffected_by: *rule
    unit: count
    description: >
      Accounts that became expansion-qualified in the period with an opportunity won
      {{qualification_win_window_days}} of it, among those whose window is over.
  eqa_win_rate:
    kind: ratio
    numerator: won_eqas
    denominator: mature_eqas
    unit: ratio
    description: >
      The share of the expansion-qualified accounts of the period with an opportunity won
      {{qualification_win_window_days}} of it. Null when no window is over.
  mature_unqualified_accounts:
    kind: conversion
    actor: account_key
    measure: eligible
    where: part = 'unqualified'
    eligible_where: part = 'unqualified'
    unaffected_by: *expansion
    unit: count
    description: >
      Accounts that started in the period, whose window to win is over, and that did not become
      product-qualified in it, or not before they won.
  won_unqualified_accounts:
    kind: conversion
    actor: account_key
    measure: converted
    where: part = 'unqualified'
    eligible_where: part = 'unqualified'
    unaffected_by: *expansion
    unit: count
    description: >
      Accounts among them with an opportunity won {{qualification_win_window_days}} of their start.
  unqualified_win_rate:
    kind: ratio
    numerator: won_unqualified_accounts
    denominator: mature_unqualified_accounts
    unit: ratio
    description: >
      The share of the accounts that started in the period and did not become product-qualified with an
      opportunity won {{qualification_win_window_days}} of their start. Null when no window is over.
---*/

with

qualification_outcomes as (

    select * from facts.qualification_outcomes

),

final as (

    select
        account_key,
        part,
        dated_at,
        is_still_qualified,
        converted_at,
        window_ends_at

    from qualification_outcomes

)

select * from final
