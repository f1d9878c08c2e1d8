/*---
view: facts.restated_months
description: >
  What each account was said to pay when each month was closed, and what it is said to have paid now, with why
  it is not the same. Both are answers of the same definitions to what was known then, and to what is known
  now.
owner: growth-data
grain: one row per account and closed month with revenue then or now
key: [account_key, month]
time: month
stored: true
indexes: [[month]]
---*/

with

booked_months as not materialized (

    select * from facts.booked_months

),

month_ends as (

    select * from facts.month_ends

),

-- a month is closed when its end has come
closed_months as (

    select month_ends.month

    from month_ends

    cross join parameters.business as parameters

    where
        month_ends.books = 'closed'
        and (month_ends.month + interval '1 month') at time zone parameters.time_zone <= parameters.as_of

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

    inner join closed_months
        on booked_months.month = closed_months.month

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

)

select * from final
