/*---
view: metrics.trials
description: >
  Every buyer that had a trial, dated by its start, with the time of the buyer's first payment after it. A
  failed charge is not a payment. Extended or repeated trials are one trial, which ends with the last one.
owner: growth-data
grain: one row per buyer that had a trial
key: [buyer_id]
time: started_at
entities: { entities.accounts: account_key, entities.buyers: buyer_id }
requires: [subscription_periods]
assumes:
  invoices: No invoices were provided, so every subscription counts as paid for.
metrics:
  trial_starts:
    kind: count
    unaffected_by:
      [contract_past_due_grace_days, past_due_grace_days, payment_terms_days, trial_grace_days]
    unit: count
    description: Buyers whose trial started in the period.
  eligible_trials:
    kind: conversion
    unaffected_by: [contract_past_due_grace_days, past_due_grace_days, payment_terms_days]
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

    select * from staging.trials

),

buyers as (

    select * from entities.buyers

),

paid_periods as (

    select * from facts.paid_periods

),

-- one trial per customer, as recorded by `as_of`
customer_trials as (

    select
        trials.customer_id,
        min(trials.started_at) as started_at,
        max(trials.ends_at) as ends_at

    from trials

    cross join parameters.business as parameters

    where trials.started_at <= parameters.as_of

    group by trials.customer_id

),

-- payments before the trial, and their renewals, do not follow from it
first_payments as (

    select
        paid_periods.account_key,
        customer_trials.customer_id,
        min(paid_periods.effective_since) as paid_at

    from customer_trials

    inner join buyers
        on customer_trials.customer_id = buyers.buyer_id

    inner join paid_periods
        on buyers.account_key = paid_periods.account_key
        and buyers.buyer_id = paid_periods.buyer_id
        and customer_trials.started_at <= paid_periods.effective_since

    where paid_periods.net_monthly_amount > 0

    group by paid_periods.account_key, customer_trials.customer_id

),

final as (

    select
        buyers.account_key,
        customer_trials.customer_id as buyer_id,
        customer_trials.started_at,
        case
            when
                parameters.trial_grace_days is null
                or first_payments.paid_at
                <= customer_trials.ends_at + parameters.trial_grace_days * interval '24 hours'
                then first_payments.paid_at
        end as converted_at,
        customer_trials.ends_at + parameters.trial_grace_days * interval '24 hours' as window_ends_at

    from customer_trials

    cross join parameters.business as parameters

    inner join buyers
        on customer_trials.customer_id = buyers.buyer_id

    left join first_payments
        on buyers.account_key = first_payments.account_key
        and customer_trials.customer_id = first_payments.customer_id

)

select * from final
