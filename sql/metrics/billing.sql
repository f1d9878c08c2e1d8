/*---
view: metrics.billing
description: >
  Money by invoice: what was billed, by the date of issue, and what was collected, by the date of payment.
  Draft and void invoices do not count, and credit notes reduce what was billed. Billed money is not recurring
  revenue: a year in advance is billed at once.
owner: growth-data
grain: one row per invoice, and one per invoice of which something was collected
key: [invoice_id, entry]
time: entered_at
finest_grain: day
entities: { entities.accounts: account_key, facts.account_origins: account_key }
requires: [invoices]
checks_from:
  checks.unconvertible_invoices: { severity: error, code: MIXED_CURRENCIES }
unaffected_by: [payment_terms_days]
metrics:
  invoices_issued:
    kind: count
    unaffected_by: [books, exchange_rates, invoice_tax, reporting_currency]
    where: entry = 'billed'
    unit: count
    description: Invoices and credit notes issued in the period.
  billed_amount:
    kind: sum
    expression: billed_amount
    where: entry = 'billed'
    unit: money
    description: The amount of the invoices issued in the period, credit notes deducted, {{invoice_tax}}.
  collected_amount:
    kind: sum
    expression: collected_amount
    where: entry = 'collected'
    unit: money
    description: >
      The amount paid in the period, for invoices of any period, {{invoice_tax}}. A payment without a date
      counts at the date of issue.
  billed_amount_collected:
    kind: sum
    expression: collected_amount
    where: entry = 'billed'
    unit: money
    description: What has been collected by now of the invoices issued in the period, {{invoice_tax}}.
  uncollectible_amount:
    kind: sum
    expression: billed_amount
    where: entry = 'billed' and is_uncollectible
    unit: money
    description: >
      The amount of the invoices issued in the period that are marked as uncollectible, {{invoice_tax}}.
  collection_rate:
    kind: ratio
    numerator: billed_amount_collected
    denominator: billed_amount
    unit: ratio
    description: >
      The share of the amount billed in the period that has been collected by now. Recent invoices may
      still be paid. Null when nothing was billed.
---*/

with

invoice_entries as (

    select * from facts.invoice_entries

),

final as (

    select
        account_key,
        invoice_id,
        entry,
        entered_at,
        is_uncollectible,
        billed_amount,
        collected_amount

    from invoice_entries

)

select * from final
