/*---
view: metrics.qualification_touches
description: >
  Every qualification of an account by the end of the week in which it qualified, with the first sales touch
  since. Evaluated at the ends of weeks.
owner: growth-data
grain: one row per qualification of an account
key: [account_key, qualification_kind, qualified_at]
time: qualified_at
finest_grain: day
entities: { entities.accounts: account_key }
requires: [product_events, accounts, sales_touches]
assumes:
  subscription_periods: No subscriptions were provided, so accounts pay by contract only.
  contracts: No contracts were provided, so no account pays by contract.
  plan_limits: No limits were provided, so no account has headroom by a limit.
  invoices: No invoices were provided, so every subscription counts as paid for.
affected_with:
  core_action: { active_event: [none] }
metrics:
  touchable_pqas:
    kind: conversion
    actor: account_key
    measure: eligible
    where: qualification_kind = 'product'
    eligible_where: qualification_kind = 'product'
    unaffected_by: &expansion [expansion_max_penetration, expansion_min_limit_share, expansion_min_workspaces]
    unit: count
    description: Accounts that became product-qualified in the period and whose window for a touch is over.
  touched_pqas:
    kind: conversion
    actor: account_key
    measure: converted
    where: qualification_kind = 'product'
    eligible_where: qualification_kind = 'product'
    unaffected_by: *expansion
    unit: count
    description: >
      Accounts that became product-qualified in the period and were touched by sales
      {{qualification_touch_window_days}} of it, among those whose window is over.
  pqa_touch_rate:
    kind: ratio
    numerator: touched_pqas
    denominator: touchable_pqas
    unit: ratio
    description: >
      The share of the product-qualified accounts of the period that were touched by sales
      {{qualification_touch_window_days}} of it. Null when no window is over.
  touchable_eqas:
    kind: conversion
    actor: account_key
    measure: eligible
    where: qualification_kind = 'expansion'
    eligible_where: qualification_kind = 'expansion'
    unaffected_by: &rule [active_week_min_users, momentum_min_base, non_icp_segments, qualification_rule]
    unit: count
    description: Accounts that became expansion-qualified in the period and whose window for a touch is over.
  touched_eqas:
    kind: conversion
    actor: account_key
    measure: converted
    where: qualification_kind = 'expansion'
    eligible_where: qualification_kind = 'expansion'
    unaffected_by: *rule
    unit: count
    description: >
      Accounts that became expansion-qualified in the period and were touched by sales
      {{qualification_touch_window_days}} of it, among those whose window is over.
  eqa_touch_rate:
    kind: ratio
    numerator: touched_eqas
    denominator: touchable_eqas
    unit: ratio
    description: >
      The share of the expansion-qualified accounts of the period that were touched by sales
      {{qualification_touch_window_days}} of it. Null when no window is over.
---*/

with

qualifications as (

    select * from facts.qualifications

),

windows as (

    select
        qualifications.account_key,
        qualifications.qualification_kind,
        qualifications.qualified_at,
        qualifications.touched_at,
        qualifications.qualified_at
        + parameters.qualification_touch_window_days * interval '24 hours' as window_ends_at

    from qualifications

    cross join parameters.business as parameters

),

final as (

    select
        account_key,
        qualification_kind,
        qualified_at,
        case when touched_at <= coalesce(window_ends_at, 'infinity') then touched_at end as converted_at,
        window_ends_at

    from windows

)

select * from final
