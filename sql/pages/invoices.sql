/*---
view: pages.invoices
description: Every invoice of a customer that counts, as an application shows it.
owner: growth-data
grain: one row per invoice
key: [invoice_id]
requires: [invoices]
object:
  type: Invoice
  never_null: [buyer_id, issued_at, due_at, subtotal, total, is_uncollectible]
columns:
  invoice_id: { description: The id in the billing system. }
  buyer_id: { description: The customer who pays. }
  subscription_id: { description: The subscription that is billed. Null when the invoice names none. }
  issued_at: { description: When it was issued. }
  due_at: { description: "When it is due: as the invoice says, else at the end of the payment terms." }
  paid_at: { description: When it was paid. Null while it is not. }
  covers_from: { description: The start of the billed period. Null when the invoice names none. }
  covers_to: { description: The end of the billed period. Null when the invoice names none. }
  subtotal: { description: "The amount without tax, in the currency of the invoice." }
  total: { description: "The amount with tax, in the currency of the invoice." }
  amount_paid: { description: "What was paid of it, in the currency of the invoice. Null when unknown." }
  currency: { description: The currency of its amounts. Null when the data names none. }
  is_uncollectible: { description: Whether it will not be paid. }
---*/

with

invoices as (

    select * from facts.invoices

),

final as (

    select
        account_key,
        invoice_id,
        buyer_id,
        subscription_id,
        issued_at,
        due_at,
        paid_at,
        covers_from,
        covers_to,
        trim_scale(subtotal) as subtotal,
        trim_scale(total) as total,
        trim_scale(amount_paid) as amount_paid,
        currency,
        is_uncollectible

    from invoices

)

select * from final
