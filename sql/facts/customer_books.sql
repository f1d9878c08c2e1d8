/*---
view: facts.customer_books
description: >
  The recurring revenue of each customer at the end of each month: as known when the month was closed, and
  as known now. The customer of a contract unknown to billing is the contract.
owner: growth-data
grain: one row per account, customer and month with revenue then or now
key: [account_key, customer_key, month]
time: month
columns:
  amount_then: { description: "The revenue in the original currencies, independent of exchange rates." }
---*/

with

booked_months as not materialized (

    select * from facts.booked_months

),

-- the value of each item in the reporting currency and in its own
item_values as (

    select
        booked_months.account_key,
        case
            when booked_months.buyer_id = 'contract:' || booked_months.account_key
                then booked_months.subscription_id
            else booked_months.buyer_id
        end as customer_key,
        booked_months.month,
        booked_months.books,
        booked_months.amount,
        booked_months.amount * booked_months.rate as value

    from booked_months

),

final as (

    select
        account_key,
        customer_key,
        month,
        coalesce(sum(value) filter (where books = 'closed'), 0) as said_then,
        coalesce(sum(value) filter (where books = 'current'), 0) as said_now,
        coalesce(sum(amount) filter (where books = 'closed'), 0) as amount_then,
        coalesce(sum(amount) filter (where books = 'current'), 0) as amount_now

    from item_values

    group by account_key, customer_key, month

)

select * from final
