/*---
view: facts.invoice_entries
description: >
  Money by invoice, in the reporting currency at the rate of the month: what was billed, at the time of issue,
  and what was collected, at the time of payment.
owner: growth-data
grain: one row per invoice, and one per invoice of which something was collected
key: [invoice_id, entry]
time: entered_at
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
        invoice_amounts.collected_amount,
        invoice_amounts.collected_without_tax

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
        invoice_amounts.collected_amount,
        invoice_amounts.collected_without_tax

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
        entries.month,
        entries.is_uncollectible,
        entries.billed_amount
        * case when entries.currency = currencies.reporting_currency then 1 else exchange_rates.rate end
            as billed_amount,
        entries.collected_amount
        * case when entries.currency = currencies.reporting_currency then 1 else exchange_rates.rate end
            as collected_amount,
        entries.collected_without_tax
        * case when entries.currency = currencies.reporting_currency then 1 else exchange_rates.rate end
            as collected_without_tax

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
