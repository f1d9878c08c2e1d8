/*---
view: facts.limit_crossings
description: >
  Every use with which a workspace crossed a limit of its plan at the time: usage after it exceeds the
  limit, in total or in the calendar month, and usage before it did not.
owner: growth-data
grain: one row per workspace, meter and use that crossed the limit
key: [workspace_id, meter, used_by]
time: crossed_at
stored: true
indexes: [[account_key]]
---*/

with

limited_totals as (

    select * from facts.limited_totals

),

final as (

    select
        account_key,
        workspace_id,
        meter,
        plan,
        used_by,
        used_at as crossed_at

    from limited_totals

    where
        used > limit_quantity
        and used - quantity <= limit_quantity

)

select * from final
