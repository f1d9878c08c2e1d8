/*---
view: metrics.limit_crossings
description: >
  Every moment at which a workspace crossed a limit: usage after it exceeds the limit of the plan at that
  moment, in total or in the calendar month, and usage before it did not. A change of plan moves the limit
  but crosses none.
owner: growth-data
grain: one row per workspace, meter and use that crossed the limit
key: [workspace_id, meter, used_by]
time: crossed_at
entities: { entities.workspaces: workspace_id, entities.accounts: account_key }
requires: [plan_limits, usage_daily|product_events]
assumes:
  plan_changes: >
    No plan changes were provided, so every workspace counts as always on the plan that it has today.
dimensions:
  meter: { from: metrics.limit_states }
  plan: { from: metrics.limit_states }
metrics:
  limit_crossings:
    kind: count
    unit: count
    description: >
      How often workspaces exceeded a limit of their plan in the period. Reaching a limit exactly does not
      count.
edge_cases:
  - The unit that fills a limit reaches it; the next one crosses it.
choices:
  - question: Is a limit crossed when it is full?
    answer: No, only by the first unit beyond it.
    because: A workspace with exactly the limit has everything that it was promised.
    others:
      Alerting tools: A threshold is reached at 100 %.
---*/

with

limit_crossings as (

    select * from facts.limit_crossings

),

final as (

    select
        account_key,
        workspace_id,
        meter,
        plan,
        used_by,
        crossed_at

    from limit_crossings

)

select * from final
