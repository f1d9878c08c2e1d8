/*---
view: facts.running_usage
description: >
  Every use of a meter by workspaces that have ever been on a plan that limits it, with the usage up to and
  including it: in total, and in its calendar month.
owner: growth-data
grain: one row per workspace, meter and day, or per event
key: [workspace_id, meter, used_by]
time: used_at
---*/

with

limited_usage as (

    select * from facts.limited_usage

),

final as (

    select
        account_key,
        workspace_id,
        meter,
        used_at,
        used_by,
        month,
        quantity,
        sum(quantity) over (
            partition by account_key, workspace_id, meter
            order by used_at, used_by
        ) as used_in_all,
        sum(quantity) over (
            partition by account_key, workspace_id, meter, month
            order by used_at, used_by
        ) as used_in_month

    from limited_usage

)

select * from final
