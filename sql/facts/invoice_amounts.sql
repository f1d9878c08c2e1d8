/*---
view: facts.invoice_amounts
description: >
  What each invoice asks for and what was collected of it by `as_of`, with tax or, by option, without, in the
  invoice's currency: without tax, the collected amount has the share of tax that the invoice has.
owner: growth-data
grain: one row per invoice issued by `as_of`
key: [invoice_id]
time: issued_at
---*/

with

invoices as (

    select * from facts.invoices

),

currencies as (

    select * from facts.currencies

),

final as (

    select
        invoices.account_key,
        invoices.invoice_id,
        invoices.issued_at,
        invoices.due_at,
        invoices.is_uncollectible,
        coalesce(invoices.currency, currencies.reporting_currency) as currency,
        case when parameters.invoice_tax = 'included' then invoices.total else invoices.subtotal end
            as billed_amount,
        case when invoices.collected_at <= parameters.as_of then invoices.collected_at end as collected_at,
        case
            when invoices.collected_at > parameters.as_of then 0
            when parameters.invoice_tax = 'included' then invoices.amount_paid
            else invoices.amount_paid * invoices.subtotal / invoices.total
        end as collected_amount,
        case
            when invoices.collected_at > parameters.as_of then 0
            else invoices.amount_paid * invoices.subtotal / invoices.total
        end as collected_without_tax

    from invoices

    cross join parameters.business as parameters

    cross join currencies

    where invoices.issued_at <= parameters.as_of

)

select * from final
