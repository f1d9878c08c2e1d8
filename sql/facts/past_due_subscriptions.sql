/*---
view: facts.past_due_subscriptions
description: >
  Subscriptions that nobody pays for any more, and until when they were paid for: an invoice has been open
  for longer than the grace, and none that was issued after it was paid. What is paid too late is paid all
  the same, as of then.
owner: growth-data
grain: one row per account and subscription
key: [account_key, subscription_id]
---*/

with

invoices as not materialized (

    select * from staging.invoices

),

buyers as (

    select * from entities.buyers

),

-- an invoice that belongs to no subscription ends none
overdue as (

    select
        invoices.customer_id,
        invoices.subscription_id,
        invoices.issued_at,
        invoices.pays_from

    from invoices

    cross join parameters.business as parameters

    where
        invoices.subscription_id is not null
        and (invoices.paid_at is null or invoices.paid_at > parameters.as_of)
        and invoices.issued_at + parameters.past_due_grace_days * interval '24 hours' < parameters.as_of

),

paid as not materialized (

    select
        invoices.subscription_id,
        invoices.issued_at

    from invoices

    cross join parameters.business as parameters

    where invoices.paid_at <= parameters.as_of

),

-- whoever paid a later one has settled, or was let off, the one before
given_up as (

    select
        overdue.customer_id,
        overdue.subscription_id,
        overdue.pays_from

    from overdue

    where not exists (
        select 1
        from paid
        where
            paid.subscription_id = overdue.subscription_id
            and paid.issued_at > overdue.issued_at
    )

),

final as (

    select
        buyers.account_key,
        given_up.subscription_id,
        min(given_up.pays_from) as paid_until

    from given_up

    inner join buyers
        on given_up.customer_id = buyers.buyer_id

    group by buyers.account_key, given_up.subscription_id

)

select * from final
