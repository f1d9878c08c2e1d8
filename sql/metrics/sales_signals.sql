/*---
view: metrics.sales_signals
description: >
  Every account with a signal that it is ready to buy, dated by the signal, with the first qualified touch
  at or after it. The signal is the first time that one of its workspaces crossed a limit of its plan.
owner: growth-data
grain: one row per account with a signal
key: [account_key]
time: signal_at
entities:
  entities.accounts: account_key
  entities.reps: rep_id
requires: [sales_touches, plan_limits, usage_daily|product_events]
assumes:
  plan_changes: >
    No plan changes were provided, so every workspace counts as always on the plan that it has today.
unaffected_by: [qualified_touch_window_days]
metrics:
  sales_signals:
    kind: count
    unaffected_by: [qualified_touch_kinds, signal_response_days]
    unit: count
    description: >
      Accounts whose first signal came in the period: a workspace crossed a limit of its plan for the first
      time.
  answerable_signals:
    kind: conversion
    unaffected_by: [qualified_touch_kinds]
    actor: account_key
    measure: eligible
    converted_at: touched_at
    window_ends_at: response_ends_at
    unit: count
    description: Signals of the period whose time to answer is over.
  answered_signals:
    kind: conversion
    actor: account_key
    measure: converted
    converted_at: touched_at
    window_ends_at: response_ends_at
    unit: count
    description: >
      Signals of the period with a qualified touch {{signal_response_days}} the signal, among those whose
      time to answer is over.
  signal_response_rate:
    kind: ratio
    numerator: answered_signals
    denominator: answerable_signals
    unit: ratio
    description: >
      The share of the signals of the period with a qualified touch {{signal_response_days}} the signal.
      Null when no time to answer is over.
  signal_to_touch_hours_p50:
    kind: conversion
    actor: account_key
    measure: duration
    converted_at: touched_at
    window_ends_at: response_ends_at
    unit: hours
    description: >
      The median hours from a signal of the period to the first qualified touch at or after it, over the
      answered signals. Read it with signal_response_rate. Null when none was answered.
  signal_to_touch_hours_p90:
    kind: conversion
    actor: account_key
    measure: duration
    percentile: 0.9
    converted_at: touched_at
    window_ends_at: response_ends_at
    unit: hours
    description: >
      The hours from a signal of the period to the first qualified touch at or after it that 90 % of the
      answered signals did not exceed. Null when none was answered.
  signals_with_whole_day:
    kind: conversion
    unaffected_by: [qualified_touch_kinds, signal_response_days]
    actor: account_key
    measure: eligible
    converted_at: touched_same_day_at
    window_ends_at: day_ends_at
    unit: count
    description: Signals of the period whose calendar day is over.
  same_day_touches:
    kind: conversion
    unaffected_by: [signal_response_days]
    actor: account_key
    measure: converted
    converted_at: touched_same_day_at
    window_ends_at: day_ends_at
    unit: count
    description: >
      Signals of the period with a qualified touch later on the same calendar day, in the time zone of the
      query, since the data do not have that of the owner.
  same_day_touch_rate:
    kind: ratio
    numerator: same_day_touches
    denominator: signals_with_whole_day
    unit: ratio
    description: >
      The share of the signals of the period with a qualified touch later on the same calendar day, in the
      time zone of the query. Null when no day is over.
---*/

with

sales_signals as (

    select * from facts.sales_signals

),

accounts as (

    select * from entities.accounts

),

qualified_touches as (

    select * from facts.qualified_touches

),

dated_signals as (

    select
        accounts.account_key,
        sales_signals.signal_at,
        sales_signals.signal_at + parameters.signal_response_days * interval '24 hours' as response_ends_at,
        plumbline.day_start(
            plumbline.local_date(sales_signals.signal_at, parameters.time_zone) + 1, parameters.time_zone
        ) as day_ends_at

    from sales_signals

    cross join parameters.business as parameters

    inner join accounts
        on sales_signals.account_key = accounts.account_key

),

-- of several touches at one moment, the first by id
first_touches as (

    select
        dated_signals.account_key,
        min(qualified_touches.occurred_at) as touched_at,
        (
            array_agg(
                qualified_touches.rep_id
                order by qualified_touches.occurred_at, qualified_touches.touch_id
            )
        )[1] as rep_id

    from dated_signals

    inner join qualified_touches
        on dated_signals.account_key = qualified_touches.account_key
        and dated_signals.signal_at <= qualified_touches.occurred_at

    group by dated_signals.account_key

),

final as (

    select
        dated_signals.account_key,
        dated_signals.signal_at,
        dated_signals.response_ends_at,
        dated_signals.day_ends_at,
        first_touches.rep_id,
        case
            when
                first_touches.touched_at <= coalesce(dated_signals.response_ends_at, 'infinity'::timestamptz)
                then first_touches.touched_at
        end as touched_at,
        case when first_touches.touched_at < dated_signals.day_ends_at then first_touches.touched_at end
            as touched_same_day_at

    from dated_signals

    left join first_touches
        on dated_signals.account_key = first_touches.account_key

)

select * from final
