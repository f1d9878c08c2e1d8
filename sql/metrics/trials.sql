/*---
view: metrics.trials
description: >
  Every buyer that had a trial, dated by its start, with the time of the buyer's first payment after it. A
  failed charge is not a payment. Extended or repeated trials are one trial, which ends with the last one.
owner: growth-data
grain: one row per buyer that had a trial
key: [buyer_id]
time: started_at
entities:
  entities.accounts: account_key
  entities.buyers: buyer_id
  facts.early_buyer_activations: buyer_id
  facts.trial_usage: buyer_id
requires: [subscription_periods]
assumes:
  invoices: No invoices were provided, so every subscription counts as paid for.
dimensions:
  trial_length_days:
    description: >
      The length of the trial in whole days, from its start to its last planned end. Null when it has no end.
    type: numeric
  trial_length_band:
    description: The length of the trial in bands of days. Null when it has no end.
    values: [0-7, 8-14, 15-30, 31-60, 61+]
metrics:
  trial_starts:
    kind: count
    unaffected_by:
      [contract_past_due_grace_days, past_due_grace_days, payment_terms_days, trial_grace_days, usage_revenue]
    unit: count
    description: Buyers whose trial started in the period.
  eligible_trials:
    kind: conversion
    unaffected_by: [contract_past_due_grace_days, past_due_grace_days, payment_terms_days, usage_revenue]
    actor: buyer_id
    measure: eligible
    unit: count
    description: Buyers whose trial started in the period and whose window is over.
  converted_trials:
    kind: conversion
    actor: buyer_id
    measure: converted
    unit: count
    version: 2
    description: >
      Buyers whose trial started in the period and that paid before it ended or {{trial_grace_days}} after it,
      among those whose window is over.
  trial_conversion_rate:
    kind: ratio
    numerator: converted_trials
    denominator: eligible_trials
    unit: ratio
    version: 2
    description: >
      The share of the period's trials with a payment before they ended or {{trial_grace_days}} after it. Null
      when no window is over.
  days_of_trial_to_paid_p50:
    kind: conversion
    actor: buyer_id
    measure: duration
    unit: days
    version: 2
    description: The median days from the start of a trial to the payment. Null when no buyer paid.
edge_cases:
  - An extended or repeated trial is one trial, which ends with the last one.
  - A payment during the trial converts.
  - A running trial has started and is in no rate.
choices:
  - question: Until when may a trial convert?
    answer: Until 14 days after its end.
    because: The number is final soon, and allows for a late invoice.
    others:
      ChartMogul: At any time after the start, so the past keeps changing.
    options: [trial_grace_days]
---*/

with

trials as (

    select * from facts.trials

),

paid_periods as (

    select * from facts.paid_periods

),

-- payments before the trial, and their renewals, do not follow from it
first_payments as (

    select
        trials.account_key,
        trials.buyer_id,
        min(paid_periods.effective_since) as paid_at

    from trials

    inner join paid_periods
        on trials.account_key = paid_periods.account_key
        and trials.buyer_id = paid_periods.buyer_id
        and trials.started_at <= paid_periods.effective_since

    where paid_periods.net_monthly_amount > 0

    group by trials.account_key, trials.buyer_id

),

-- rounded, since the days of a change of clocks have 23 or 25 hours
trial_lengths as (

    select
        account_key,
        buyer_id,
        started_at,
        ends_at,
        case
            when isfinite(ends_at) then round(extract(epoch from ends_at - started_at) / 86400)
        end as trial_length_days

    from trials

),

final as (

    select
        trial_lengths.account_key,
        trial_lengths.buyer_id,
        trial_lengths.started_at,
        trial_lengths.trial_length_days,
        case
            when trial_lengths.trial_length_days <= 7 then '0-7'
            when trial_lengths.trial_length_days <= 14 then '8-14'
            when trial_lengths.trial_length_days <= 30 then '15-30'
            when trial_lengths.trial_length_days <= 60 then '31-60'
            when trial_lengths.trial_length_days > 60 then '61+'
        end as trial_length_band,
        case
            when
                parameters.trial_grace_days is null
                or first_payments.paid_at
                <= trial_lengths.ends_at + parameters.trial_grace_days * interval '24 hours'
                then first_payments.paid_at
        end as converted_at,
        trial_lengths.ends_at + parameters.trial_grace_days * interval '24 hours' as window_ends_at

    from trial_lengths

    cross join parameters.business as parameters

    left join first_payments
        on trial_lengths.account_key = first_payments.account_key
        and trial_lengths.buyer_id = first_payments.buyer_id

)

select * from final
