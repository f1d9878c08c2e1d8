/*---
view: facts.free_costs
description: The cost of serving accounts that had never paid by the end of the month.
owner: growth-data
grain: one row per month with such a cost
key: [month]
time: month
crosses_accounts: The cost of a month is over all free accounts.
---*/

with

served_months as not materialized (

    select * from facts.served_months

),

final as (

    select
        month,
        sum(cost) as amount

    from served_months

    where payment_state = 'free'

    group by month

)

select * from final
