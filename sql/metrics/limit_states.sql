/*---
view: metrics.limit_states
description: >
  Every workspace and limited meter with usage, as of `as_of`: how much of the limit is used, since when it is
  reached, when it will be reached, and the person to call. Paid plans without a limit are not in it.
owner: growth-data
grain: one row per workspace and meter with a limit and usage above zero
key: [workspace_id, meter]
entities:
  entities.workspaces: workspace_id
  entities.accounts: account_key
  facts.workspace_contacts: workspace_id
requires: [plan_limits, usage_daily|product_events]
assumes:
  plan_changes: >
    No plan changes were provided, so every workspace counts as always on the plan that it has today.
needs_dimensions: [meter]
dimensions:
  meter: The limited quantity, such as messages.
  plan:
    description: >
      The plan at the time: for a limit, the workspace's plan; for revenue, the plan with most of the payer's
      revenue. Null when the data names no plan.
  limit_state:
    description: >
      How far the limit is used: below limit_approaching_share, approaching it, reached exactly, or over.
    values: [below, approaching, reached, over]
  limit_reached_on:
    description: >
      The day on which the limit was reached: by the use that filled it or, later, by the start of the plan.
      Null before.
    type: date
  limit_projected_on:
    description: >
      The day on which the limit will be reached at the pace of the last 28 days. Null when it is reached,
      without usage in these days, after the end of the month for a monthly limit, and after more than ten
      years.
    type: date
    column: projected_reach_on
metrics:
  limited_workspaces:
    kind: count
    unaffected_by: [limit_approaching_share]
    unit: count
    description: Workspaces with usage of the meter and a limit of their plan on it.
  limit_used:
    kind: sum
    expression: used
    unaffected_by: [limit_approaching_share]
    unit: score
    description: >
      The usage that counts for the limit, in the unit of the meter: in total or, for a monthly limit, in the
      current month.
  limit_quantity:
    kind: sum
    expression: limit_quantity
    unaffected_by: [limit_approaching_share]
    unit: score
    description: The limit, in the unit of the meter; for several workspaces, the sum.
  limit_used_ratio:
    kind: ratio
    numerator: limit_used
    denominator: limit_quantity
    unit: ratio
    description: >
      The used share of the limit; for several workspaces, the usage of all divided by the limits of all. Null
      for a limit of 0.
  limit_used_in_28_days:
    kind: sum
    expression: used_in_28_days
    unaffected_by: [limit_approaching_share]
    unit: score
    description: The usage in the last 28 days, in the unit of the meter.
  days_since_limit_reached:
    kind: max
    expression: days_since_reached
    unaffected_by: [limit_approaching_share]
    unit: days
    description: >
      The whole days since the limit was reached; for several workspaces, the most. Null when it is not
      reached.
---*/

with

limit_states as (

    select * from facts.limit_states

),

final as (

    select
        limit_states.account_key,
        limit_states.workspace_id,
        limit_states.meter,
        limit_states.plan,
        limit_states.limit_state,
        limit_states.used,
        limit_states.limit_quantity,
        limit_states.used_in_28_days,
        limit_states.reached_at,
        plumbline.local_date(limit_states.reached_at, parameters.time_zone) as limit_reached_on,
        plumbline.local_date(parameters.as_of, parameters.time_zone)
        - plumbline.local_date(limit_states.reached_at, parameters.time_zone) as days_since_reached,
        limit_states.projected_reach_on

    from limit_states

    cross join parameters.business as parameters

)

select * from final
