/*---
view: parameters.running_month
description: >
  The month that runs, and its day. At the very first instant of a month nothing is known of it yet, so that
  the one before still runs.
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
