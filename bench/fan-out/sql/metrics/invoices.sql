/*---
view: metrics.invoices
description: Every invoice, when it was issued.
owner: bench
grain: one row per invoice
key: [invoice_id]
time: issued_at
entities: { entities.accounts: account_key }
metrics:
  invoiced:
    kind: sum
    expression: amount
    unit: money
    description: What was invoiced.
---*/

with

invoices as (

    select * from source.invoices

),

final as (

    select
        invoice_id,
        account_id as account_key,
        issued_at,
        amount

    from invoices

)

select * from final
