/*---
view: staging.invoices
description: >
  Every invoice with an amount, the days it covers, when it was due, when it was paid and how much. Draft
  and void invoices are left out; credit notes have negative amounts. An invoice marked as paid without a
  date counts as paid at once; an uncollectible one is never paid. Payments before the issue date count
  from the issue date on. A part of an amount that was paid without a date counts from the issue date on
  too.
owner: growth-data
grain: one row per invoice
key: [invoice_id]
columns:
  total: { description: "The amount asked for, tax included." }
  amount_paid: { description: "What was collected of it, tax included." }
  collected_at: { description: "When that was collected." }
checks:
  paid_after_it_was_issued: paid_at is null or paid_at >= issued_at
---*/

with

invoices as (

    select * from source.invoices

),

asking as (

    select
        plumbline.text_or_null(invoice_id) as invoice_id,
        plumbline.text_or_null(customer_id) as customer_id,
        plumbline.text_or_null(subscription_id) as subscription_id,
        plumbline.moment_or_null(issued_at) as issued_at,
        plumbline.moment_or_null(due_at) as due_at,
        plumbline.moment_or_null(paid_at) as paid_at,
        coalesce(
            plumbline.moment_or_null(period_start),
            plumbline.moment_or_null(issued_at)
        ) as covers_from,
        plumbline.moment_or_null(period_end) as period_end,
        plumbline.number_or_null(subtotal) as subtotal,
        plumbline.number_or_null(total) as total,
        plumbline.number_or_null(amount_paid) as amount_paid,
        upper(plumbline.text_or_null(currency)) as currency,
        lower(status) as status

    from invoices

    where
        lower(status) not in ('draft', 'void', 'voided')
        and plumbline.number_or_null(total) <> 0

),

-- an end at or before the start is ignored
final as (

    select
        invoice_id,
        customer_id,
        subscription_id,
        issued_at,
        due_at,
        case
            when status = 'uncollectible' then null
            when status = 'paid' or paid_at is not null then greatest(paid_at, issued_at)
        end as paid_at,
        covers_from,
        case when period_end > covers_from then period_end end as covers_to,
        subtotal,
        total,
        coalesce(
            amount_paid,
            case when status = 'paid' or (paid_at is not null and status <> 'uncollectible') then total end,
            0
        ) as amount_paid,
        greatest(paid_at, issued_at) as collected_at,
        currency,
        status = 'uncollectible' as is_uncollectible

    from asking

)

select * from final
