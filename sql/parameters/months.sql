/*---
view: parameters.months
description: Every calendar month that a query may cover, by its first day.
owner: growth-data
grain: one row per month
key: [month]
stored: true
---*/

with

final as (

    select generate_series(
        timestamp '1990-01-01',
        timestamp '2089-12-01',
        interval '1 month'
    )::date as month

)

select * from final
