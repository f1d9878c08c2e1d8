/*---
view: facts.subscription_months
description: >
  The monthly value of each subscription item or contract that is paid for, at the end of each month, in its
  own currency and with the rate to the reporting currency: as known now or, by option, as known when the
  month was closed. In closed books the record of a month prevails: a difference between the record of a
  customer and today's definitions is an item of its own, in the reporting currency and without a plan.
owner: growth-data
grain: >
  one row per period of a subscription item, or contract, and month end at which it is active, and one per
  account, customer and month whose record differs
key: [period_id, month]
time: month
stored: true
indexes: [[account_key, month]]
---*/

with

booked_months as (

    select * from facts.booked_months

),

compared_books as (

    select * from facts.compared_books

),

currencies as (

    select * from facts.currencies

),

booked as (

    select
        booked_months.account_key,
        booked_months.buyer_id,
        booked_months.period_id,
        booked_months.subscription_id,
        booked_months.item_id,
        booked_months.plan,
        booked_months.currency,
        booked_months.effective_since,
        booked_months.month,
        booked_months.amount,
        booked_months.rate

    from booked_months

    cross join parameters.business as parameters

    where booked_months.books = parameters.books

),

-- a record has no items: the difference belongs to the customer
recorded_otherwise as (

    select
        compared_books.account_key,
        case
            when compared_books.customer_key like 'contract:%' then 'contract:' || compared_books.account_key
            else compared_books.customer_key
        end as buyer_id,
        'recorded:' || compared_books.account_key || ':' || compared_books.customer_key as period_id,
        'recorded:' || compared_books.customer_key as subscription_id,
        null::text as item_id,
        null::text as plan,
        currencies.reporting_currency as currency,
        null::timestamptz as effective_since,
        compared_books.month,
        compared_books.recorded_mrr - compared_books.mrr as amount,
        1 as rate

    from compared_books

    cross join parameters.business as parameters

    cross join currencies

    where
        parameters.books = 'closed'
        and compared_books.recorded_mrr <> compared_books.mrr

),

final as (

    select * from booked
    union all
    select * from recorded_otherwise

)

select * from final
