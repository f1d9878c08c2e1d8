/*---
view: facts.limit_reaches
description: >
  Every use with which a workspace reached a limit of its plan at the time: usage after it is at least the
  limit, in total or in the calendar month, and usage before it was less.
owner: growth-data
grain: one row per workspace, meter and use that reached the limit
key: [workspace_id, meter, used_by]
time: reached_at
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
        used_at as reached_at

    from limited_totals

    where
        used >= limit_quantity
        and used - quantity < limit_quantity

)

select * from final
