/*---
view: facts.subscription_months
description: >
  What each subscription item or contract that is paid for is worth at the end of each month, in its own
  currency and in the reporting one, by what is known now or, by option, by what was known when the month was
  closed.
owner: growth-data
grain: one row per period of a subscription item, or contract, and month end at which it is live
key: [period_id, month]
time: month
stored: true
indexes: [[account_key, month]]
---*/

with

booked_months as (

    select * from facts.booked_months

),

final as (

    select
        booked_months.account_key,
        booked_months.buyer_id,
        booked_months.period_id,
        booked_months.subscription_id,
        booked_months.item_id,
        booked_months.plan,
        booked_months.currency,
        booked_months.unchanged_since,
        booked_months.month,
        booked_months.amount,
        booked_months.rate

    from booked_months

    cross join parameters.business as parameters

    where booked_months.books = parameters.books

)

select * from final
