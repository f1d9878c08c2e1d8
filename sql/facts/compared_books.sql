/*---
view: facts.compared_books
description: >
  The recorded books of each customer and closed month, compared with today's definitions as of the same
  system time. Months that were not recorded, or are not comparable with this query, have no rows.
owner: growth-data
grain: >
  one row per account, customer and recorded month with revenue in the record or by today's definitions
key: [account_key, customer_key, month]
time: month
columns:
  is_moved: { description: "Whether the customer now belongs to another account than the recorded one." }
  recorded_mrr: { description: "The revenue recorded for this account." }
  belonging_mrr: { description: "The recorded revenue under the current account of each customer." }
  belonging_amount: { description: "The same in the original currencies." }
  mrr: { description: "The revenue by today's definitions, as known at closing." }
  amount: { description: "The same in the original currencies." }
  is_same_definition:
    description: Whether the definition of recurring revenue is unchanged since the month was recorded.
---*/

with

customer_books as (

    select * from facts.customer_books

),

recorded_months as (

    select * from facts.recorded_months

),

recorded_books as (

    select * from facts.recorded_books

),

-- the record joined with today's definitions as of the same moment
compared as (

    select
        coalesce(recorded_books.account_key, customer_books.account_key) as account_key,
        coalesce(recorded_books.customer_key, customer_books.customer_key) as customer_key,
        coalesce(recorded_books.month, customer_books.month) as month,
        coalesce(recorded_books.is_moved, false) as is_moved,
        coalesce(recorded_books.recorded_mrr, 0) as recorded_mrr,
        coalesce(recorded_books.belonging_mrr, 0) as belonging_mrr,
        coalesce(recorded_books.belonging_amount, 0) as belonging_amount,
        round(coalesce(customer_books.said_then, 0), 8) as mrr,
        round(coalesce(customer_books.amount_then, 0), 8) as amount

    from customer_books

    full outer join recorded_books
        on customer_books.account_key = recorded_books.account_key
        and customer_books.customer_key = recorded_books.customer_key
        and customer_books.month = recorded_books.month

),

final as (

    select
        compared.account_key,
        compared.customer_key,
        compared.month,
        compared.is_moved,
        compared.recorded_mrr,
        compared.belonging_mrr,
        compared.belonging_amount,
        compared.mrr,
        compared.amount,
        recorded_months.is_same_definition

    from compared

    inner join recorded_months
        on compared.month = recorded_months.month

)

select * from final
