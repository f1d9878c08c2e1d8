/*---
table: invoices
description: One row per invoice, the sum of its line items; paid by its first successful payment.
needs: [invoices, line_items]
---*/

with

invoices as (

    select * from vendor.invoices

),

lines as (

    select * from vendor.line_items

),

transactions as (

    select * from vendor.transactions

),

settings as (

    select * from vendor.settings

),

sums as (

    select
        invoice_external_id,
        min(subscription_external_id) as subscription_id,
        sum(amount_in_cents) as total,
        sum(coalesce(tax_amount_in_cents, 0)) as tax,
        min(service_period_start) as period_start,
        max(service_period_end) as period_end

    from lines

    group by invoice_external_id

),

payments as (

    select
        invoice_external_id,
        min(date) as paid_at

    from transactions

    where
        lower(type) = 'payment'
        and lower(coalesce(result, 'successful')) = 'successful'

    group by invoice_external_id

),

known as (

    select
        invoices.external_id,
        invoices.customer_external_id,
        invoices.date,
        invoices.due_date,
        upper(invoices.currency) as currency,
        coalesce((settings.minor_units ->> lower(invoices.currency))::numeric, 100) as minor_units

    from invoices

    cross join settings

),

final as (

    select
        known.external_id as invoice_id,
        known.customer_external_id as customer_id,
        sums.subscription_id,
        known.date as issued_at,
        known.due_date as due_at,
        payments.paid_at,
        sums.period_start,
        sums.period_end,
        (sums.total - sums.tax) / known.minor_units as subtotal,
        sums.tax / known.minor_units as tax,
        sums.total / known.minor_units as total,
        case when payments.paid_at is not null then sums.total / known.minor_units else 0 end as amount_paid,
        known.currency,
        case when payments.paid_at is not null then 'paid' else 'open' end as status

    from known

    inner join sums on known.external_id = sums.invoice_external_id

    left join payments on known.external_id = payments.invoice_external_id

)

select * from final
