/*---
table: invoices
description: >
  One row per live invoice that was issued; drafts and void ones are left out. Charges without an invoice are
  no invoices.
needs: [invoice]
---*/

with

invoices as (

    select * from vendor.invoice

),

settings as (

    select * from vendor.settings

),

charges as (

    select * from vendor.charge

),

-- the first successful charge paid the invoice, where Stripe's own time of payment is missing
payments as (

    select
        invoice_id,
        min(created) as paid_at

    from charges

    where
        invoice_id is not null
        and (paid or status = 'succeeded')

    group by invoice_id

),

issued as (

    select
        invoices.id,
        invoices.customer_id,
        invoices.subscription_id,
        invoices.status_transitions_finalized_at as finalized_at,
        invoices.status_transitions_paid_at as paid_at,
        invoices.created,
        invoices.due_date,
        invoices.period_start,
        invoices.period_end,
        invoices.subtotal,
        invoices.tax,
        invoices.total,
        invoices.amount_paid,
        invoices.currency,
        coalesce(invoices.status, case when invoices.paid then 'paid' else 'open' end) as known_status,
        coalesce((settings.minor_units ->> lower(invoices.currency))::numeric, 100) as minor_units

    from invoices

    cross join settings

    where
        invoices.livemode is not false
        and invoices.is_deleted is not true
        and coalesce(invoices.status, 'open') not in ('draft', 'void', 'deleted')

),

final as (

    select
        issued.id as invoice_id,
        issued.customer_id,
        issued.subscription_id,
        coalesce(issued.finalized_at, issued.created, issued.period_start) as issued_at,
        issued.due_date as due_at,
        case
            when issued.known_status = 'paid' then coalesce(
                issued.paid_at,
                payments.paid_at,
                issued.finalized_at
            )
        end as paid_at,
        issued.period_start,
        issued.period_end,
        issued.subtotal / issued.minor_units as subtotal,
        issued.tax / issued.minor_units as tax,
        issued.total / issued.minor_units as total,
        issued.amount_paid / issued.minor_units as amount_paid,
        upper(issued.currency) as currency,
        issued.known_status as status

    from issued

    left join payments on issued.id = payments.invoice_id

)

select * from final
