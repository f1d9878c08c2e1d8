/*---
view: metrics.usage_limits
description: >
  How much of each limit every workspace had used at the end of each month, in all or in that month, against
  the plan that it was on then. The running month is looked at as of now.
owner: growth-data
grain: one row per workspace, meter and month at whose end a limit applies and some of it is used
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
  meter: What is limited, such as messages.
  plan:
    description: >
      The plan at the time: of a limit, the one that the workspace was on; of revenue, the one that most of
      the payer's revenue is on. Null when the data name no plan.
metrics:
  workspaces_approaching_limit:
    kind: balance
    expression: workspace_id
    distinct: true
    where: is_approaching
    unit: count
    description: >
      Workspaces that at the period's end have used at least the share limit_approaching_share of a limit of
      their plan; those that have used all of it or more are among them.
  workspaces_at_limit:
    kind: balance
    expression: workspace_id
    distinct: true
    where: used >= limit_quantity
    unaffected_by: [limit_approaching_share]
    version: 2
    unit: count
    description: >
      Workspaces that at the period's end have used all that a limit of their plan allows; those that have
      used more are among them.
  workspaces_over_limit:
    kind: balance
    expression: workspace_id
    distinct: true
    where: used > limit_quantity
    unaffected_by: [limit_approaching_share]
    version: 2
    unit: count
    description: Workspaces that at the period's end have used more than a limit of their plan allows.
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
