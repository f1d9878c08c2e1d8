/*---
view: facts.restated_months
description: >
  What each account was said to pay when each month was closed, and what it is said to have paid now, with why
  it is not the same. Both are answers of the same definitions to what was known then, and to what is known
  now; of the running month, which is not closed, they are the same.
owner: growth-data
grain: one row per account and month with revenue then or now
key: [account_key, month]
time: month
stored: true
indexes: [[month]]
---*/

with

booked_months as not materialized (

    select * from facts.booked_months

),

-- what each item is worth in the reporting currency, and in its own, whatever the rates
worths as (

    select
        booked_months.account_key,
        booked_months.month,
        booked_months.books,
        booked_months.amount,
        booked_months.amount * booked_months.rate as worth

    from booked_months

),

said as (

    select
        account_key,
        month,
        round(coalesce(sum(worth) filter (where books = 'closed'), 0), 8) as said_then,
        round(coalesce(sum(worth) filter (where books = 'current'), 0), 8) as said_now,
        round(coalesce(sum(amount) filter (where books = 'closed'), 0), 8) as amount_then,
        round(coalesce(sum(amount) filter (where books = 'current'), 0), 8) as amount_now

    from worths

    group by account_key, month

),

final as (

    select
        account_key,
        month,
        said_then,
        said_now,
        case
            when said_then = said_now then null
            when amount_now > amount_then then 'late_payment'
            when amount_now < amount_then then 'missed_payment'
            else 'exchange_rate'
        end as restatement_reason

    from said

    where
        said_then <> 0
        or said_now <> 0

)

select * from final
