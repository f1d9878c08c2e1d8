/*---
view: parameters.activation_curve_hours
description: >
  The points of the activation curve, in hours since sign-up: every hour of the first day, then every day up
  to the 30th, and the end of the activation window. No point lies beyond the window.
owner: growth-data
grain: one row per point
key: [hours_since_signup]
---*/

with

hours_of_first_day as (

    select generate_series(0, 24) as hours

),

later_days as (

    select 24 * generate_series(2, 30) as hours

),

points as (

    select hours from hours_of_first_day
    union all
    select hours from later_days

),

points_in_window as (

    select points.hours::numeric as hours_since_signup

    from points

    cross join parameters.business as parameters

    where
        parameters.activation_window_hours is null
        or points.hours < parameters.activation_window_hours

),

window_ends as (

    select parameters.activation_window_hours::numeric as hours_since_signup

    from parameters.business as parameters

    where parameters.activation_window_hours is not null

),

final as (

    select * from points_in_window
    union all
    select * from window_ends

)

select * from final
