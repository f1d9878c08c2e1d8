/*---
view: parameters.started_months
description: >
  Every month that had started by `as_of`, with the moment at which its state is evaluated and its last day:
  those of the month's end or, in the current month, those of `as_of`.
owner: growth-data
grain: one row per month
key: [month]
---*/

with

months as (

    select * from parameters.months

),

final as (

    select
        months.month,
        least(
            plumbline.month_end(months.month, parameters.time_zone),
            -- starts at `as_of` are included
            parameters.as_of + interval '1 microsecond'
        ) as snapshot_at,
        least(
            plumbline.add_months(months.month, 1) - 1,
            plumbline.local_date(parameters.as_of, parameters.time_zone)
        ) as last_day

    from months

    cross join parameters.business as parameters

    where plumbline.day_start(months.month, parameters.time_zone) < parameters.as_of

)

select * from final
