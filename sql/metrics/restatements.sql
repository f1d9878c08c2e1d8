/*---
view: metrics.restatements
description: >
  Recurring revenue by month: at closing, now, and the reason for the difference. A month is closed at its
  end in the query's time zone; for the current month both are as known now. The revenue at closing is what
  plumbline close recorded. For a month without a record, and with options that change recurring revenue, it
  is what today's definitions give for what was known then; that finds only changes that have a date
  (payments, renewals, exchange rates).
owner: growth-data
grain: one row per account, month and reason with revenue then or now
key: [account_key, month, restatement_reason]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key }
requires: [subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  restatement_reason:
    description: >
      Why the account's revenue of the month differs from its revenue at closing. From the dates of later
      records: late_payment when more was paid (or, by option, renewed), missed_payment when an invoice within
      its grace period was never paid, exchange_rate when only rates changed. From the record of the month,
      where there is one: changed_mapping when a customer's revenue now belongs to another account, or to none
      that counts; late_event when records from before the close were loaded, corrected or removed after it;
      changed_definition when the definition of recurring revenue has changed, regardless of other loads. With
      several reasons, the revenue at closing is shown under the first of: changed_mapping, the other reasons
      from the record, those from dates. Null without a difference.
    values: [late_payment, missed_payment, exchange_rate, late_event, changed_mapping, changed_definition]
metrics:
  said_then:
    kind: balance
    expression: said_then
    unit: money
    description: >
      Monthly recurring revenue at the end of the period, as recorded when its last month was closed. Without
      a record, and with options that change recurring revenue, as today's definitions give it for what was
      known then.
  said_now:
    kind: balance
    expression: said_now
    unit: money
    description: Monthly recurring revenue at the end of the period, as known now.
  restated_mrr:
    kind: balance
    expression: said_now - said_then
    unit: money
    description: >
      The recurring revenue at the end of the period as known now, minus the revenue when its last month was
      closed; negative when it is less now.
  restated_accounts:
    kind: balance
    expression: case when said_now <> said_then then account_key end
    distinct: true
    unit: count
    description: >
      Accounts whose revenue at the end of the period differs from their revenue when its last month was
      closed.
edge_cases:
  - A month without a record of its closing is compared with the records known at its end.
choices:
  - question: May a closed month change?
    answer: The current books follow later payments, and the change is listed with its reason.
    because: An unpaid invoice is no revenue, even if it was thought to be.
    others:
      Finance teams: Closed months stay as they were reported.
    options: [books]
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
