/*---
view: staging.invoices
description: >
  Every invoice that asks for money, and when it was paid. Drafts and void ones ask for none. Of one that is
  said to be paid without saying when, we know no better than that it was at once.
owner: growth-data
grain: one row per invoice
key: [invoice_id]
---*/

with

invoices as (

    select * from source.invoices

),

final as (

    select
        nullif(trim(invoice_id), '') as invoice_id,
        nullif(trim(customer_id), '') as customer_id,
        nullif(trim(subscription_id), '') as subscription_id,
        issued_at,
        case when lower(status) = 'paid' then coalesce(paid_at, issued_at) else paid_at end as paid_at,
        coalesce(period_start, issued_at) as pays_from

    from invoices

    where
        lower(status) not in ('draft', 'void', 'voided')
        and total > 0

)

select * from final
