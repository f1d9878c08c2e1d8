/*---
view: parameters.running_month
description: >
  The current month and the current day. At the first instant of a month, the previous month is still
  current, since the new one has no records yet.
owner: growth-data
grain: one row
key: []
---*/

with

last_moments as (

    select (parameters.as_of - interval '1 microsecond') at time zone parameters.time_zone as moment

    from parameters.business as parameters

),

final as (

    select
        date_trunc('month', moment)::date as month,
        moment::date as today

    from last_moments

)

select * from final
