/*---
view: metrics.usage_limits
description: >
  How much of each limit every workspace had used at the end of each month, in total or in that month, under
  its plan at the time. The current month is evaluated as of `as_of`.
owner: growth-data
grain: one row per workspace, meter and month at the end of which a limit applies and usage is above zero
key: [workspace_id, meter, month]
time: month
time_type: date
finest_grain: month
entities: { entities.workspaces: workspace_id, entities.accounts: account_key }
requires: [plan_limits, usage_daily|product_events]
assumes:
  plan_changes: >
    No plan changes were provided, so every workspace counts as always on the plan that it has today.
dimensions:
  meter: { from: metrics.limit_states }
  plan: { from: metrics.limit_states }
metrics:
  workspaces_approaching_limit:
    kind: balance
    expression: workspace_id
    distinct: true
    where: is_approaching
    unit: count
    description: >
      Workspaces that at the end of the period have used at least the share limit_approaching_share of a limit
      of their plan, including those at or over the limit.
  workspaces_at_limit:
    kind: balance
    expression: workspace_id
    distinct: true
    where: used >= limit_quantity
    unaffected_by: [limit_approaching_share]
    version: 2
    unit: count
    description: >
      Workspaces that at the end of the period have reached a limit of their plan, including those over the
      limit.
  workspaces_over_limit:
    kind: balance
    expression: workspace_id
    distinct: true
    where: used > limit_quantity
    unaffected_by: [limit_approaching_share]
    version: 2
    unit: count
    description: Workspaces that at the end of the period exceed a limit of their plan.
edge_cases:
  - A workspace on a plan without a limit is not in the numbers.
  - The plan is that of the time. Without plan changes it is today's, and the result has a note.
choices:
  - question: A state or a moment?
    answer: These metrics are states at the end of a period; limit_crossings are the moments.
    because: A list of workspaces to call needs those over the limit now, a trend needs those that crossed it.
    others:
      Slack: The limit of its free plan was a state, the 10,000 most recent messages.
      Alerting tools: A moment, once for each threshold.
  - question: When is a limit near?
    answer: From 80 % on.
    because: It leaves time to act at a usual speed of growth.
    others:
      Billing tools: A threshold that is set for each meter.
    options: [limit_approaching_share]
    metrics: [workspaces_approaching_limit]
---*/

with

limit_months as (

    select * from facts.limit_months

),

final as (

    select
        limit_months.account_key,
        limit_months.workspace_id,
        limit_months.meter,
        limit_months.month,
        limit_months.plan,
        limit_months.used,
        limit_months.limit_quantity,
        limit_months.used
        >= parameters.limit_approaching_share * limit_months.limit_quantity as is_approaching

    from limit_months

    cross join parameters.business as parameters

)

select * from final
