/*---
view: parameters.measure_windows
description: How many local days the windows have over which accounts are measured, the day of as_of included.
owner: growth-data
grain: one row per window
key: [window_days]
---*/

with

final as (

    select 7 as window_days
    union all
    select 14 as window_days
    union all
    select 28 as window_days
    union all
    select 90 as window_days

)

select * from final
