/*---
view: parameters.measure_windows
description: >
  The lengths of the windows over which accounts are measured, in local days, the day of as_of included.
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
