/*---
view: metrics.receivables
description: >
  What each invoice still asked for at the end of each month. The current month is evaluated as of `as_of`.
  Uncollectible invoices are left out; a credit note that was not paid out reduces what is open.
owner: growth-data
grain: one row per invoice and month at the end of which something of it was open
key: [invoice_id, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key, facts.account_origins: account_key }
requires: [invoices]
checks_from:
  checks.unconvertible_invoices: { severity: error, code: MIXED_CURRENCIES }
metrics:
  open_amount:
    kind: balance
    unaffected_by: [payment_terms_days]
    expression: open_amount
    unit: money
    description: The amount billed and not collected at the end of the period, due or not, {{invoice_tax}}.
  overdue_amount:
    kind: balance
    expression: case when is_overdue then open_amount else 0 end
    unit: money
    description: >
      The amount billed and not collected at the end of the period, of invoices whose due date has passed,
      {{invoice_tax}}. There is no grace.
  overdue_invoices:
    kind: balance
    unaffected_by: [books, exchange_rates, invoice_tax, reporting_currency]
    expression: case when is_overdue then invoice_id end
    distinct: true
    unit: count
    description: Invoices that were overdue at the end of the period.
  overdue_share:
    kind: ratio
    numerator: overdue_amount
    denominator: open_amount
    unit: ratio
    description: >
      The share of the open amount that is overdue at the end of the period. Null when nothing is open.
---*/

with

invoice_amounts as (

    select * from facts.invoice_amounts

),

months as (

    select * from parameters.months

),

currencies as (

    select * from facts.currencies

),

exchange_rates as (

    select * from facts.exchange_rates

),

-- the moment at which each month is evaluated
snapshots as (

    select
        months.month,
        least(
            plumbline.month_end(months.month, parameters.time_zone),
            -- invoices issued at `as_of` are included
            parameters.as_of + interval '1 microsecond'
        ) as snapshot_at

    from months

    cross join parameters.business as parameters

    where plumbline.day_start(months.month, parameters.time_zone) < parameters.as_of

),

open_invoices as (

    select
        invoice_amounts.account_key,
        invoice_amounts.invoice_id,
        snapshots.month,
        invoice_amounts.currency,
        invoice_amounts.due_at < snapshots.snapshot_at as is_overdue,
        invoice_amounts.billed_amount
        - case
            when invoice_amounts.collected_at < snapshots.snapshot_at then invoice_amounts.collected_amount
            else 0
        end as open_amount

    from invoice_amounts

    inner join snapshots
        on invoice_amounts.issued_at < snapshots.snapshot_at

    where not invoice_amounts.is_uncollectible

),

final as (

    select
        open_invoices.account_key,
        open_invoices.invoice_id,
        open_invoices.month,
        open_invoices.is_overdue and open_invoices.open_amount > 0 as is_overdue,
        open_invoices.open_amount
        * case
            when open_invoices.currency = currencies.reporting_currency then 1
            else exchange_rates.rate
        end as open_amount

    from open_invoices

    cross join parameters.business as parameters

    cross join currencies

    left join exchange_rates
        on open_invoices.currency = exchange_rates.currency
        and exchange_rates.books = parameters.books
        and open_invoices.currency <> currencies.reporting_currency
        and open_invoices.month >= exchange_rates.valid_from_month
        and open_invoices.month < exchange_rates.valid_to_month

    where open_invoices.open_amount <> 0

)

select * from final
