/*---
view: facts.invoices
description: >
  Every invoice of a customer that counts, with its account, its due date (that of the invoice, else the
  end of the payment terms), and its amounts in its own currency. A credit note is an invoice with
  negative amounts.
owner: growth-data
grain: one row per invoice
key: [invoice_id]
time: issued_at
---*/

with

invoices as (

    select * from staging.invoices

),

buyers as (

    select * from entities.buyers

),

final as (

    select
        buyers.account_key,
        buyers.buyer_id,
        invoices.invoice_id,
        invoices.subscription_id,
        invoices.issued_at,
        coalesce(
            invoices.due_at,
            invoices.issued_at + parameters.payment_terms_days * interval '24 hours'
        ) as due_at,
        invoices.paid_at,
        invoices.covers_from,
        invoices.covers_to,
        invoices.subtotal,
        invoices.total,
        invoices.amount_paid,
        invoices.collected_at,
        invoices.currency,
        invoices.is_uncollectible

    from invoices

    cross join parameters.business as parameters

    inner join buyers
        on invoices.customer_id = buyers.buyer_id

)

select * from final
