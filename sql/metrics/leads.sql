/*---
view: metrics.leads
description: >
  Every qualified lead, dated by it, with the opportunities won from it. A qualified lead is an account at
  its first qualified touch: the first time that sales reached a contact of it. Each account is a lead once,
  however many contacts it has. The data need no table of leads.
owner: growth-data
grain: one row per account with a qualified touch
key: [account_key]
time: first_touched_at
entities:
  entities.accounts: account_key
  facts.account_origins: account_key
  entities.reps: rep_id
requires: [sales_touches, opportunities]
assumes:
  opportunity_stages: >
    No history of stages was provided, so opportunities were closed at the close date of the CRM.
checks_from:
  checks.unconvertible_opportunities: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  touch_kind: { from: metrics.influence }
metrics:
  qualified_leads:
    kind: count
    unaffected_by: [exchange_rates, lead_window_days, reporting_currency, qualified_touch_window_days]
    unit: count
    description: Accounts with their first qualified touch in the period.
  decided_leads:
    kind: conversion
    unaffected_by: &money_and_window [exchange_rates, reporting_currency, qualified_touch_window_days]
    actor: account_key
    measure: eligible
    unit: count
    description: Qualified leads of the period whose window is over.
  won_leads:
    kind: conversion
    unaffected_by: *money_and_window
    actor: account_key
    measure: converted
    unit: count
    description: >
      Qualified leads of the period with an opportunity won {{lead_window_days}} the first touch, among
      those whose window is over. Renewals do not count.
  lead_win_rate:
    kind: ratio
    numerator: won_leads
    denominator: decided_leads
    unit: ratio
    description: >
      The share of the qualified leads of the period with an opportunity won {{lead_window_days}} the first
      touch. Null when no window is over.
  days_from_lead_to_win_p50:
    kind: conversion
    unaffected_by: *money_and_window
    actor: account_key
    measure: duration
    unit: days
    description: >
      The median days from the first qualified touch to the first win, over the leads won. Null when none
      was won.
  won_arr_of_leads:
    kind: sum
    unaffected_by: [qualified_touch_window_days]
    expression: won_arr
    where: is_decided
    immature: not is_decided
    unit: money
    description: >
      The annual value of the opportunities won {{lead_window_days}} the first touch of the leads of the
      period, among those whose window is over. Renewals do not count.
  acv_per_qualified_lead:
    kind: ratio
    numerator: won_arr_of_leads
    denominator: decided_leads
    unit: money
    description: >
      The annual value won {{lead_window_days}} the first touch, per qualified lead of the period, won or
      not. Null when no window is over. Other companies divide the wins of a month by the leads of the same
      month, which compares different accounts.
---*/

with

qualified_touches as (

    select * from facts.qualified_touches

),

accounts as (

    select * from entities.accounts

),

opportunities as (

    select * from facts.closed_opportunities

),

opportunity_amounts as (

    select * from facts.opportunity_amounts

),

-- of several touches at one moment, the first by id
first_touches as (

    select
        account_key,
        min(occurred_at) as first_touched_at,
        (array_agg(rep_id order by occurred_at, touch_id))[1] as rep_id,
        (array_agg(kind order by occurred_at, touch_id))[1] as touch_kind

    from qualified_touches

    group by account_key

),

leads as (

    select
        accounts.account_key,
        first_touches.first_touched_at,
        first_touches.rep_id,
        first_touches.touch_kind,
        first_touches.first_touched_at + parameters.lead_window_days * interval '24 hours' as window_ends_at,
        parameters.as_of

    from first_touches

    cross join parameters.business as parameters

    inner join accounts
        on first_touches.account_key = accounts.account_key

),

wins as (

    select
        leads.account_key,
        min(opportunities.closed_at) as won_at,
        sum(opportunity_amounts.arr) as won_arr

    from leads

    cross join parameters.business as parameters

    inner join opportunities
        on leads.account_key = opportunities.account_key
        and opportunities.outcome = 'won'
        and opportunities.opportunity_type <> 'renewal'
        and opportunities.closed_at >= leads.first_touched_at
        and opportunities.closed_at <= coalesce(leads.window_ends_at, 'infinity'::timestamptz)

    left join opportunity_amounts
        on opportunities.account_key = opportunity_amounts.account_key
        and opportunities.opportunity_id = opportunity_amounts.opportunity_id
        and plumbline.local_month(opportunities.closed_at, parameters.time_zone)
        >= opportunity_amounts.valid_from_month
        and plumbline.local_month(opportunities.closed_at, parameters.time_zone)
        < opportunity_amounts.valid_to_month

    group by leads.account_key

),

final as (

    select
        leads.account_key,
        leads.first_touched_at,
        leads.rep_id,
        leads.touch_kind,
        leads.window_ends_at,
        coalesce(leads.window_ends_at <= leads.as_of, true) as is_decided,
        wins.won_at as converted_at,
        coalesce(wins.won_arr, 0) as won_arr

    from leads

    left join wins
        on leads.account_key = wins.account_key

)

select * from final
