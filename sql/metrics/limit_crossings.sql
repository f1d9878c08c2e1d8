/*---
view: metrics.limit_crossings
description: >
  Every moment at which a workspace went over a limit: more was used than the plan of that moment allows, in
  all or in the calendar month, and no more than it allows before. A change of plans moves the limit and
  crosses none.
owner: growth-data
grain: one row per workspace, meter and use with which it went over the limit
key: [workspace_id, meter, used_by]
time: crossed_at
entities: { entities.workspaces: workspace_id, entities.accounts: account_key }
requires: [plan_limits, usage_daily|product_events]
assumes:
  plan_changes: >
    No plan changes were provided, so every workspace counts as always on the plan that it has today.
dimensions:
  meter: What is limited, such as messages.
  plan:
    description: >
      The plan at the time: of a limit, the one that the workspace was on; of revenue, the one that most of
      the payer's revenue is on. Null when the data name no plan.
metrics:
  limit_crossings:
    kind: count
    unit: count
    description: >
      How often workspaces went over a limit of their plan in the period: used more than it allows, not only
      all of it.
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
