/*---
view: facts.recorded_books
description: >
  The recorded revenue of each customer and closed month: under the recorded account and, where the customer
  has moved, also under its current account. A customer without a current account that counts has no second
  row.
owner: growth-data
grain: one row per account, customer and recorded month
key: [account_key, customer_key, month]
time: month
columns:
  recorded_mrr: { description: "The revenue recorded for this account." }
  belonging_mrr: { description: "The recorded revenue under the current account of each customer." }
  belonging_amount: { description: "The same in the original currencies." }
crosses_accounts: A customer may have moved to another account since the month was closed.
---*/

with

closed_books as (

    select * from plumbline.closed_books

),

buyers as (

    select * from entities.buyers

),

contracts as (

    select * from staging.contracts

),

current_accounts as (

    select
        buyer_id as customer_key,
        account_key
    from buyers
    union
    select
        'contract:' || contract_id as customer_key,
        account_id as account_key
    from contracts

),

recorded_customers as (

    select
        closed_books.month,
        closed_books.customer_key,
        closed_books.account_key,
        closed_books.mrr,
        closed_books.amount,
        current_accounts.account_key as current_account_key,
        current_accounts.account_key is distinct from closed_books.account_key as is_moved

    from closed_books

    left join current_accounts
        on closed_books.customer_key = current_accounts.customer_key

),

-- under the recorded account, and under the current account of a moved customer
attributed_books as (

    select
        account_key,
        customer_key,
        month,
        is_moved,
        mrr as recorded_mrr,
        case when is_moved then 0 else mrr end as belonging_mrr,
        case when is_moved then 0 else amount end as belonging_amount
    from recorded_customers
    union all
    select
        current_account_key as account_key,
        customer_key,
        month,
        is_moved,
        0 as recorded_mrr,
        mrr as belonging_mrr,
        amount as belonging_amount
    from recorded_customers
    where
        is_moved
        and current_account_key is not null

),

final as (

    select
        account_key,
        customer_key,
        month,
        is_moved,
        recorded_mrr,
        belonging_mrr,
        belonging_amount

    from attributed_books

)

select * from final
