/*---
view: metrics.conversion
description: >
  Every opportunity at its moment, and every conversion at the moment of the opportunity that it is credited
  to.
owner: growth-data
grain: one row per opportunity, and one per conversion that is credited to one
key: [opportunity_id, conversion_id]
time: anchored_at
entities: { entities.users: user_id, entities.workspaces: workspace_id, entities.accounts: event_account_key }
requires: [product_events]
needs_options: [opportunity_event, conversion_event]
metrics:
  conversion_opportunities:
    kind: conversion
    unaffected_by: [conversion_same]
    actor: user_id
    measure: eligible
    chance: conversion_id = ''
    unit: count
    description: Opportunities of the period whose window to convert is over.
  conversions:
    kind: conversion
    actor: user_id
    measure: converted
    chance: conversion_id = ''
    unit: count
    description: >
      Conversions {{conversion_window_days}} an opportunity of the period, each credited to one
      opportunity, of those whose window is over.
  conversion_rate:
    kind: ratio
    numerator: conversions
    denominator: conversion_opportunities
    unit: ratio
    description: >
      Conversions {{conversion_window_days}} an opportunity, for each opportunity; more than 1 where one is
      followed by several. Null when no window is over yet.
  hours_to_conversion_p50:
    kind: conversion
    actor: user_id
    measure: duration
    chance: conversion_id = ''
    unit: hours
    description: >
      The median hours from an opportunity to a conversion credited to it. Null when there is none.
crosses_accounts: An actor may be a workspace, whose people are of any account.
---*/

with

conversions as (

    select * from facts.conversions

),

final as (

    select
        account_key,
        user_id,
        workspace_id,
        event_account_key,
        opportunity_id,
        conversion_id,
        anchored_at,
        converted_at,
        window_ends_at

    from conversions

)

select * from final
