/*---
view: facts.billed_periods
description: >
  Every invoice of a subscription: the days it covers, and when it was overdue. It is overdue from the end
  of the grace period after its due date until it is paid, or until a later invoice of its subscription is
  paid: a later paid invoice settles (or waives) the earlier ones.
owner: growth-data
grain: one row per invoice of a subscription
key: [invoice_id]
columns:
  subtotal: { description: "The amount before tax." }
  covers_to: { description: "Null for an invoice without an end, which covers the days until the next one." }
  overdue_from: { description: "Null when it was never overdue." }
---*/

with

invoices as (

    select * from facts.invoices

),

contracts as (

    select * from staging.contracts

),

-- invoices without a subscription cover no days, and credit notes ask for nothing
due_invoices as (

    select
        invoices.account_key,
        invoices.subscription_id,
        invoices.invoice_id,
        invoices.issued_at,
        invoices.paid_at,
        invoices.covers_from,
        invoices.covers_to,
        invoices.subtotal,
        invoices.due_at,
        plumbline.local_date(invoices.issued_at, parameters.time_zone) as issued_on

    from invoices

    cross join parameters.business as parameters

    where
        invoices.subscription_id is not null
        and invoices.total > 0

),

-- invoices issued while a contract of the account was active
contract_invoices as (

    select
        due_invoices.account_key,
        due_invoices.invoice_id

    from due_invoices

    inner join contracts
        on due_invoices.account_key = contracts.account_id
        and due_invoices.issued_on >= contracts.start_date
        and due_invoices.issued_on <= contracts.end_date

    group by due_invoices.account_key, due_invoices.invoice_id

),

graced_invoices as (

    select
        due_invoices.account_key,
        due_invoices.subscription_id,
        due_invoices.invoice_id,
        due_invoices.issued_at,
        due_invoices.paid_at,
        due_invoices.covers_from,
        due_invoices.covers_to,
        due_invoices.subtotal,
        due_invoices.due_at,
        case
            when contract_invoices.invoice_id is null then parameters.past_due_grace_days
            else parameters.contract_past_due_grace_days
        end as grace_days

    from due_invoices

    cross join parameters.business as parameters

    left join contract_invoices
        on due_invoices.account_key = contract_invoices.account_key
        and due_invoices.invoice_id = contract_invoices.invoice_id

),

settled_invoices as (

    select
        account_key,
        subscription_id,
        invoice_id,
        issued_at,
        covers_from,
        covers_to,
        subtotal,
        -- the last instant of the grace period is included
        greatest(
            due_at + grace_days * interval '24 hours' + interval '1 microsecond',
            issued_at
        ) as lapsed_at,
        grace_days,
        coalesce(
            least(
                paid_at,
                min(paid_at) over (
                    partition by account_key, subscription_id
                    order by issued_at
                    groups between 1 following and unbounded following
                )
            ),
            'infinity'::timestamptz
        ) as settled_at

    from graced_invoices

),

final as (

    select
        account_key,
        subscription_id,
        invoice_id,
        issued_at,
        covers_from,
        covers_to,
        subtotal,
        case when grace_days is not null and lapsed_at < settled_at then lapsed_at end as overdue_from,
        settled_at as overdue_until

    from settled_invoices

)

select * from final
