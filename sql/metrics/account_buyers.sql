/*---
view: metrics.account_buyers
description: >
  The buyers of accounts at the end of each month, and whether they use the product: payers of subscriptions,
  and contacts with a buyer role. The current month is evaluated as of `as_of`.
owner: growth-data
grain: one row per account and month with a known buyer
key: [account_key, month]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.buyer_classes: "account_key, month"
  facts.account_segments: "account_key, month"
  facts.account_months: "account_key, month"
  facts.account_origins: account_key
requires: [subscription_periods|contracts, product_events]
assumes:
  contacts: No contacts were provided, so only payers of subscriptions count as buyers.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
affected_with:
  core_action: { active_event: [none] }
  passive_events: { active_event: [none], core_action: [none] }
metrics:
  accounts_with_buyers:
    kind: balance
    expression: "1"
    unaffected_by: &activity [active_event, active_seat_window_days, core_action, passive_events]
    unit: count
    description: Accounts with a known buyer at the end of the period.
  buyers:
    kind: balance
    expression: buyers
    unaffected_by: *activity
    unit: count
    description: >
      People who buy for an account at the end of the period, once in each account: payers of its
      subscriptions, and its contacts with a buyer role.
  buyers_who_are_users:
    kind: balance
    expression: buyers_who_are_users
    unaffected_by: *activity
    unit: count
    description: >
      Buyers who are users of the product at the end of the period, active or not. A buyer who signs up later,
      or whose user is deleted by then, is none.
  inactive_buyers:
    kind: balance
    expression: buyers - active_buyers
    unit: count
    description: >
      Buyers who were not active in their account in the {{active_seat_window_days}} up to the end of
      the period, and buyers who are not users.
  buyer_divergence:
    kind: ratio
    numerator: inactive_buyers
    denominator: buyers
    unit: ratio
    description: >
      The share of the buyers who do not use the product: 0 when all of them were active in the last
      {{active_seat_window_days}}. Null without a known buyer.
---*/

with

buyer_classes as not materialized (

    select * from facts.buyer_classes

),

active_buyers as (

    select * from facts.active_buyers

),

final as (

    select
        buyer_classes.account_key,
        buyer_classes.month,
        buyer_classes.buyers,
        buyer_classes.buyers_who_are_users,
        coalesce(active_buyers.active_buyers, 0) as active_buyers

    from buyer_classes

    left join active_buyers
        on buyer_classes.account_key = active_buyers.account_key
        and buyer_classes.month = active_buyers.month

)

select * from final
