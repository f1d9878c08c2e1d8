/*---
view: metrics.consolidation
description: >
  Accounts that several people pay for at the end of each month, without a contract of the company: sales can
  offer one contract instead. The current month is evaluated as of `as_of`.
owner: growth-data
grain: one row per account and month at the end of which it is a candidate
key: [account_key, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key }
requires: [billing_customers, subscription_periods]
assumes:
  contracts: No contracts were provided, so no account counts as having one.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
metrics:
  consolidation_candidates:
    kind: balance
    expression: "1"
    unit: count
    description: >
      Accounts with at least consolidation_min_payers payers at the end of the period, each with a mail
      address of their own, and without a contract of the company.
  consolidation_payers:
    kind: balance
    expression: payers
    unit: count
    description: The payers of consolidation candidates, by mail address.
  consolidation_workspaces:
    kind: balance
    expression: workspaces
    unit: count
    description: The workspaces for which customers of consolidation candidates pay.
  consolidation_mrr:
    kind: balance
    expression: mrr
    unit: money
    description: The monthly recurring revenue of consolidation candidates at the end of the period.
  priced_consolidation_candidates:
    kind: balance
    expression: "1"
    where: price_gap is not null
    unit: count
    description: Consolidation candidates that pay a known price per seat in at least two subscriptions.
  consolidation_price_gaps:
    kind: balance
    expression: price_gap
    unit: ratio
    description: >
      The sum of the price gaps of consolidation candidates. The price gap of an account is the median, over
      its customers, of the discount that they would get at the account's lowest price per seat.
  consolidation_price_gap:
    kind: ratio
    numerator: consolidation_price_gaps
    denominator: priced_consolidation_candidates
    unit: ratio
    description: >
      The price gap of a consolidation candidate: the median, over its customers, of the discount that they
      would get at the account's lowest price per seat; 0 when all pay the same. For several accounts the
      simple average. Null without two known prices per seat.
---*/

with

consolidation_candidates as (

    select * from facts.consolidation_candidates

),

final as (

    select
        account_key,
        month,
        payers,
        workspaces,
        mrr,
        price_gap

    from consolidation_candidates

)

select * from final
