/*---
view: parameters.touch_windows
description: >
  The windows before a movement of revenue in which a sales touch counts, in days: that of the parameter,
  and those that show how much the split by motion depends on it.
owner: growth-data
grain: one row per window
key: [window_days]
---*/

with

final as (

    select parameters.qualified_touch_window_days as window_days from parameters.business as parameters
    union
    select 30 as window_days
    union
    select 90 as window_days
    union
    select 180 as window_days

)

select * from final
