/*---
view: metrics.restatements
description: >
  Recurring revenue by month: what was said when the month was closed, what is said now, and why it is not
  the same. A month is closed at its end in the time zone of the question; of the running one both are
  what is known now. What was said is what plumbline close recorded. Of a month that was not recorded, and
  where options that change recurring revenue are not the canonical ones, it is what the definitions of
  today say of what was known then; only what has a date (payments, renewals, exchange rates) can be told
  from that.
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
guards: { checks.unconvertible_currencies: MIXED_CURRENCIES }
dimensions:
  restatement_reason:
    description: >
      Why the account's revenue of the month is not what was said when it was closed. By the dates of what
      came later: late_payment when more was paid (or, by option, renewed), missed_payment when what was
      within its grace never was paid, exchange_rate when only rates changed. By the record of the month,
      where there is one: changed_mapping when a customer's money belongs to another account now, or to none
      that counts; late_event when what is known of the time before the close was loaded, corrected or taken
      away after it; changed_definition when recurring revenue is defined otherwise now, whatever else was
      loaded. Where there are several reasons, what was said then stands with the first one:
      changed_mapping, the others of the record, those by dates. Null where it is the same.
    values: [late_payment, missed_payment, exchange_rate, late_event, changed_mapping, changed_definition]
metrics:
  said_then:
    kind: balance
    expression: said_then
    unit: money
    description: >
      Monthly recurring revenue at the period's end, as it was recorded when its last month was closed.
      Where it was not recorded, and with options that change recurring revenue, as the definitions of today
      say it from what was known then.
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
    expression: case when said_now <> said_then then account_key end
    distinct: true
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
