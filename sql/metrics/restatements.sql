/*---
view: metrics.restatements
description: >
  Recurring revenue by month: what was said when the month was closed, what is said now, and why it is not the
  same. A month is closed at its end in the time zone of the question; of the running one both are what is
  known now.
owner: growth-data
grain: one row per account and month with revenue then or now
key: [account_key, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key }
requires: [subscription_periods, invoices]
guards: { checks.unconvertible_currencies: MIXED_CURRENCIES }
dimensions:
  restatement_reason:
    description: >
      Why the account's revenue of the month is not what was said when it was closed: late_payment when more
      was paid (or, by option, renewed) afterwards, missed_payment when what was within its grace never was
      paid, exchange_rate when only rates changed. Null where it is the same.
    values: [late_payment, missed_payment, exchange_rate]
metrics:
  said_then:
    kind: balance
    expression: said_then
    unit: money
    description: >
      Monthly recurring revenue at the period's end, as the definitions of today say it from what was known
      when its last month was closed.
  said_now:
    kind: balance
    expression: said_now
    unit: money
    description: Monthly recurring revenue at the period's end, from what is known now.
  restated_mrr:
    kind: balance
    expression: said_now - said_then
    unit: money
    description: >
      How much more recurring revenue is said now to have been there at the period's end than was said when
      its last month was closed; negative when it is less.
  restated_accounts:
    kind: balance
    expression: case when said_now <> said_then then 1 else 0 end
    unit: count
    description: >
      Accounts whose revenue at the period's end is not what was said when its last month was closed.
---*/

with

restated_months as not materialized (

    select * from facts.restated_months

),

final as (

    select
        account_key,
        month,
        said_then,
        said_now,
        restatement_reason

    from restated_months

)

select * from final
