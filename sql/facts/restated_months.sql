/*---
view: facts.restated_months
description: >
  The recurring revenue of each account when each month was closed and now, by the reason for the
  difference. The revenue at closing is the recorded one or, without a record, what today's definitions give
  for what was known at closing, which finds only changes that have a date. In the current month, which is
  not closed, both are equal.
owner: growth-data
grain: one row per account, month and reason with revenue then or now
key: [account_key, month, restatement_reason]
time: month
stored: true
indexes: [[month]]
---*/

with

customer_books as (

    select * from facts.customer_books

),

compared_books as (

    select * from facts.compared_books

),

-- revenue by today's definitions
account_books as (

    select
        account_key,
        month,
        round(sum(said_then), 8) as said_then,
        round(sum(said_now), 8) as said_now,
        round(sum(amount_then), 8) as amount_then,
        round(sum(amount_now), 8) as amount_now

    from customer_books

    group by account_key, month

),

-- differences from the record; a moved customer moves with its recorded revenue
undated_reasons as (

    select
        account_key,
        month,
        'changed_mapping' as restatement_reason,
        recorded_mrr as said_then,
        belonging_mrr as said_now
    from compared_books
    where is_moved
    union all
    select
        account_key,
        month,
        case
            when not is_same_definition then 'changed_definition'
            when amount = belonging_amount then 'exchange_rate'
            else 'late_event'
        end as restatement_reason,
        case when is_moved then 0 else belonging_mrr end as said_then,
        case
            when is_moved then mrr - belonging_mrr
            else mrr
        end as said_now
    from compared_books
    where mrr <> belonging_mrr

),

undated_totals as (

    select
        account_key,
        month,
        sum(said_now) as said_now

    from undated_reasons

    group by account_key, month

),

-- revenue without a difference, and differences that have a date
dated_reasons as (

    select
        account_books.account_key,
        account_books.month,
        account_books.said_then - coalesce(undated_totals.said_now, 0) as said_then,
        account_books.said_now - coalesce(undated_totals.said_now, 0) as said_now,
        case
            when account_books.said_then = account_books.said_now then null
            when account_books.amount_now > account_books.amount_then then 'late_payment'
            when account_books.amount_now < account_books.amount_then then 'missed_payment'
            else 'exchange_rate'
        end as restatement_reason

    from account_books

    left join undated_totals
        on account_books.account_key = undated_totals.account_key
        and account_books.month = undated_totals.month

),

all_reasons as (

    select
        account_key,
        month,
        restatement_reason,
        said_then,
        said_now
    from dated_reasons
    union all
    select * from undated_reasons

),

final as (

    select
        account_key,
        month,
        sum(said_then) as said_then,
        sum(said_now) as said_now,
        restatement_reason

    from all_reasons

    where
        said_then <> 0
        or said_now <> 0

    group by account_key, month, restatement_reason

)

select * from final
