/*---
view: metrics.core_actions
description: Every core action, the event in which the product delivers its value.
owner: growth-data
grain: one row per core action
key: [event_id]
time: occurred_at
entities:
  entities.users: "user_id, account_key"
  entities.workspaces: workspace_id
  entities.accounts: event_account_key
  facts.account_segments: "event_account_key, event_month"
  facts.account_months: "event_account_key, event_month"
  facts.account_origins: event_account_key
requires: [product_events]
metrics:
  core_actions:
    kind: count
    unit: count
    description: Core actions in the period.
  core_actions_in_week:
    kind: cumulative
    of: core_actions
    over: 7 days
    unit: count
    description: core_actions in the seven days that end with the period.
  core_actions_in_two_weeks:
    kind: cumulative
    of: core_actions
    over: 14 days
    unit: count
    description: core_actions in the 14 days that end with the period.
  core_action_momentum_abs:
    kind: derived
    expression: 2 * core_actions_in_week - core_actions_in_two_weeks
    inputs: [core_actions_in_week, core_actions_in_two_weeks]
    unit: count
    description: The change of core_actions_in_week over seven days.
  core_action_momentum_rel:
    kind: derived
    expression: >
      case when core_actions_in_two_weeks - core_actions_in_week >= momentum_min_base then (2 *
      core_actions_in_week - core_actions_in_two_weeks)::numeric / (core_actions_in_two_weeks -
      core_actions_in_week) end
    inputs: [core_actions_in_week, core_actions_in_two_weeks]
    parameters: [momentum_min_base]
    unit: ratio
    description: >
      The change of core_actions_in_week over seven days, as a share. Null when the earlier week had
      fewer than {{momentum_min_base}}.
affected_with:
  passive_events: { core_action: [none] }
---*/

with

core_actions as (

    select * from facts.core_actions

),

final as (

    select
        core_actions.account_key,
        core_actions.user_id,
        core_actions.workspace_id,
        core_actions.event_account_key,
        core_actions.event_id,
        plumbline.local_month(core_actions.occurred_at, parameters.time_zone) as event_month,
        core_actions.occurred_at

    from core_actions

    cross join parameters.business as parameters

)

select * from final
