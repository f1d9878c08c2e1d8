/*---
view: parameters.free_to_paid_curve_days
description: >
  The points of the free-to-paid curve, in days since the creation: every 30 days for three years, and the end
  of the window. No point lies beyond the window.
owner: growth-data
grain: one row per point
key: [days_since_creation]
---*/

with

points as (

    select 30 * generate_series(0, 36) as days

),

points_in_window as (

    select points.days::numeric as days_since_creation

    from points

    cross join parameters.business as parameters

    where
        parameters.free_to_paid_window_days is null
        or points.days < parameters.free_to_paid_window_days

),

window_ends as (

    select parameters.free_to_paid_window_days::numeric as days_since_creation

    from parameters.business as parameters

    where parameters.free_to_paid_window_days is not null

),

final as (

    select * from points_in_window
    union all
    select * from window_ends

)

select * from final
