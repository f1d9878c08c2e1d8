/*---
view: metrics.account_free_to_paid
description: >
  Every account, dated by the creation of its first workspace, with the time of the first payment of any of
  its buyers. A failed charge does not count.
owner: growth-data
grain: one row per account that has a workspace
key: [account_key]
time: created_at
entities: { entities.accounts: account_key }
requires: [workspaces, subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so only contracts pay for accounts.
  invoices: No invoices were provided, so every subscription counts as paid for.
metrics:
  eligible_accounts_for_paid:
    kind: conversion
    unaffected_by: [contract_past_due_grace_days, past_due_grace_days, payment_terms_days, usage_revenue]
    actor: account_key
    measure: eligible
    unit: count
    description: Accounts whose first workspace was created in the period and whose window is over.
  newly_paid_accounts:
    kind: conversion
    actor: account_key
    measure: converted
    unit: count
    description: >
      Accounts whose first workspace was created in the period and that paid {{free_to_paid_window_days}},
      among those whose window is over. An account that paid before is paid for at once.
  account_free_to_paid_rate:
    kind: ratio
    numerator: newly_paid_accounts
    denominator: eligible_accounts_for_paid
    unit: ratio
    description: >
      The share of the period's accounts that paid {{free_to_paid_window_days}} of the creation of their first
      workspace. Null when no window is over.
  days_to_account_paid_p50:
    kind: conversion
    actor: account_key
    measure: duration
    unit: days
    description: >
      The median days from the creation of an account's first workspace to its first payment, over accounts
      that paid; read it with account_free_to_paid_rate. Null when none did.
---*/

with

account_conversions as (

    select * from facts.account_conversions

),

final as (

    select
        account_key,
        created_at,
        converted_at,
        window_ends_at

    from account_conversions

)

select * from final
