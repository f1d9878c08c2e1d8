/*---
view: facts.limited_usage_days
description: >
  The usage of meters with a limit by the day on which it was recorded, and the month in which it belongs:
  what arrives late was unknown before.
owner: growth-data
grain: one row per workspace, meter with a limit, day of recording and month of use
key: [workspace_id, meter, recorded_on, month]
stored: true
indexes: [[account_key]]
columns:
  recorded_on: { description: "The local day on which the usage was recorded." }
  month: { description: "The local month in which it was used." }
---*/

with

limited_usage as (

    select * from facts.limited_usage

),

final as (

    select
        limited_usage.account_key,
        limited_usage.workspace_id,
        limited_usage.meter,
        limited_usage.month,
        plumbline.local_date(limited_usage.recorded_at, parameters.time_zone) as recorded_on,
        sum(limited_usage.quantity) as quantity

    from limited_usage

    cross join parameters.business as parameters

    group by
        limited_usage.account_key,
        limited_usage.workspace_id,
        limited_usage.meter,
        limited_usage.month,
        plumbline.local_date(limited_usage.recorded_at, parameters.time_zone)

)

select * from final
