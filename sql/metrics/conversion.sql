/*---
view: metrics.conversion
description: >
  Every opportunity at its moment, and every conversion at the moment of the opportunity that it is
  attributed to.
owner: growth-data
grain: one row per opportunity, and one per attributed conversion
key: [opportunity_id, conversion_id]
time: anchored_at
entities:
  entities.users: user_id, account_key
  entities.workspaces: workspace_id
  entities.accounts: event_account_key
  facts.early_user_activations: user_id
  facts.account_segments: "event_account_key, event_month"
  facts.account_months: "event_account_key, event_month"
  facts.account_origins: event_account_key
requires: [product_events]
needs_options: [conversion_opportunity_event, conversion_event]
metrics:
  conversion_opportunities:
    kind: conversion
    unaffected_by: [conversion_same_property, conversion_order]
    actor: user_id
    measure: eligible
    eligible_where: conversion_id = ''
    unit: count
    description: Opportunities in the period whose conversion window is over.
  conversions:
    kind: conversion
    actor: user_id
    measure: converted
    eligible_where: conversion_id = ''
    unit: count
    description: >
      Conversions {{conversion_window_days}} an opportunity of the period, each attributed to one opportunity,
      for opportunities whose window is over.
  conversion_rate:
    kind: ratio
    numerator: conversions
    denominator: conversion_opportunities
    unit: ratio
    description: >
      Conversions {{conversion_window_days}} an opportunity, per opportunity; more than 1 where several follow
      one opportunity. Null when no window is over yet.
  hours_to_conversion_p50:
    kind: conversion
    actor: user_id
    measure: duration
    eligible_where: conversion_id = ''
    unit: hours
    description: >
      The median hours from an opportunity to a conversion attributed to it. Null without a conversion.
crosses_accounts: An actor may be a workspace with users of several accounts.
edge_cases:
  - An opportunity and a conversion at the same moment convert.
  - An event that is both does not convert itself.
  - The rate can exceed 1 when several conversions follow one opportunity.
choices:
  - question: Which opportunity gets a conversion?
    answer: The latest one at or before it.
    because: It is the nearest cause, and each conversion counts once.
    others:
      MetricFlow: The latest one too.
      Activation and trial reports: The first one, which converts once.
    options: [conversion_attribution]
  - question: On which date is it reported?
    answer: On that of the opportunity.
    because: Numerator and denominator are then the same opportunities.
    others:
      Period ratios: Conversions of the month divided by opportunities of the month, which are others.
---*/

with

conversions as (

    select * from facts.conversions

),

final as (

    select
        conversions.account_key,
        conversions.user_id,
        conversions.workspace_id,
        conversions.event_account_key,
        conversions.opportunity_id,
        conversions.conversion_id,
        plumbline.local_month(conversions.anchored_at, parameters.time_zone) as event_month,
        conversions.anchored_at,
        conversions.converted_at,
        conversions.window_ends_at

    from conversions

    cross join parameters.business as parameters

)

select * from final
