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

invoice_amounts as (

    select * from facts.invoice_amounts

),

currencies as (

    select * from facts.currencies

),

exchange_rates as (

    select * from facts.exchange_rates

),

entries as (

    select
        invoice_amounts.account_key,
        invoice_amounts.invoice_id,
        'billed'::text as entry,
        invoice_amounts.issued_at as entered_at,
        plumbline.local_month(invoice_amounts.issued_at, parameters.time_zone) as month,
        invoice_amounts.currency,
        invoice_amounts.is_uncollectible,
        invoice_amounts.billed_amount,
        invoice_amounts.collected_amount

    from invoice_amounts

    cross join parameters.business as parameters

    union all

    select
        invoice_amounts.account_key,
        invoice_amounts.invoice_id,
        'collected'::text as entry,
        invoice_amounts.collected_at as entered_at,
        plumbline.local_month(invoice_amounts.collected_at, parameters.time_zone) as month,
        invoice_amounts.currency,
        invoice_amounts.is_uncollectible,
        0 as billed_amount,
        invoice_amounts.collected_amount

    from invoice_amounts

    cross join parameters.business as parameters

    where
        invoice_amounts.collected_at is not null
        and invoice_amounts.collected_amount <> 0

),

-- in the reporting currency, at the rate of the month of the entry
final as (

    select
        entries.account_key,
        entries.invoice_id,
        entries.entry,
        entries.entered_at,
        entries.is_uncollectible,
        entries.billed_amount
        * case when entries.currency = currencies.reporting_currency then 1 else exchange_rates.rate end
            as billed_amount,
        entries.collected_amount
        * case when entries.currency = currencies.reporting_currency then 1 else exchange_rates.rate end
            as collected_amount

    from entries

    cross join parameters.business as parameters

    cross join currencies

    left join exchange_rates
        on entries.currency = exchange_rates.currency
        and exchange_rates.books = parameters.books
        and entries.currency <> currencies.reporting_currency
        and entries.month >= exchange_rates.valid_from_month
        and entries.month < exchange_rates.valid_to_month

)

select * from final
