/*---
view: parameters.business
description: The one row of parameters that a calendar needs.
owner: bench
grain: one row
key: []
parameters:
  as_of: { type: timestamp, description: "Nothing known later is counted." }
  time_zone: { type: text, description: The time zone in which days begin. }
  week_start: { type: text, values: [monday], description: The first day of a week. }
  fiscal_year_start: { type: integer, description: The month in which years begin. }
---*/

with

final as (

    select
        timestamptz '2026-01-01 00:00:00Z' as as_of,
        'UTC'::text as time_zone,
        'monday'::text as week_start,
        1::integer as fiscal_year_start

)

select * from final
