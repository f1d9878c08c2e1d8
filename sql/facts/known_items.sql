/*---
view: facts.known_items
description: >
  The monthly value of what each buyer pays for at the end of each month, as known now or, by option, in
  closed books (known `now`), and as known at that moment (known `then`). What is known then never changes.
owner: growth-data
grain: >
  one row per period of a subscription item, or contract, and month end at which it is active, now and then
key: [period_id, month, known]
stored: true
indexes: [[account_key, month]]
time: month
---*/

with

subscription_months as not materialized (

    select * from facts.subscription_months

),

booked_months as not materialized (

    select * from facts.booked_months

),

final as (

    select
        account_key,
        buyer_id,
        period_id,
        month,
        'now' as known,
        amount,
        amount * rate as value
    from subscription_months
    union all
    select
        account_key,
        buyer_id,
        period_id,
        month,
        'then' as known,
        amount,
        amount * rate as value
    from booked_months
    where books = 'closed'

)

select * from final
