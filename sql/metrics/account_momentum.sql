/*---
view: metrics.account_momentum
description: >
  Every account with activity in the last four weeks, and how its active users, invitations sent and core
  actions develop from week to week, as of `as_of`.
owner: growth-data
grain: one row per account and kind of activity that it had in the four weeks
key: [account_key, activity_kind]
entities:
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events]
assumes:
  invitations: No invitations were provided, so none were sent.
needs_dimensions: [activity_kind]
dimensions:
  activity_kind:
    description: What is counted.
    values: [active_users, invitations_sent, core_actions]
  momentum_direction:
    description: >
      Whether the activity is increasing, decreasing or steady over four weeks: its slope per week, compared
      with momentum_steady_share of its weekly mean. Null when the mean is below momentum_min_base.
    column: direction
    values: [increasing, steady, decreasing]
affected_with:
  passive_events: { core_action: [none] }
metrics:
  accounts_with_activity:
    kind: count
    unaffected_by: [momentum_min_base, momentum_steady_share]
    unit: count
    description: Accounts with such activity in the last four weeks.
  account_activity:
    kind: sum
    expression: this_week
    unaffected_by: [momentum_min_base, momentum_steady_share]
    unit: count
    description: >
      Active users, invitations sent or core actions in the last seven days, added up over accounts.
  previous_account_activity:
    kind: sum
    expression: one_week_ago
    unaffected_by: [momentum_min_base, momentum_steady_share]
    unit: count
    description: account_activity seven days earlier.
  account_momentum_abs:
    kind: derived
    expression: account_activity - previous_account_activity
    inputs: [account_activity, previous_account_activity]
    unit: count
    description: The change of account_activity over seven days.
  account_momentum_rel:
    kind: derived
    expression: >
      case when previous_account_activity >= momentum_min_base then (account_activity -
      previous_account_activity)::numeric / previous_account_activity end
    inputs: [account_activity, previous_account_activity]
    parameters: [momentum_min_base]
    unit: ratio
    description: >
      The change of account_activity over seven days, as a share. Null when the earlier value was less than
      {{momentum_min_base}}.
  account_momentum_slope_4w:
    kind: sum
    expression: slope
    unaffected_by: [momentum_min_base, momentum_steady_share]
    unit: score
    description: >
      The amount by which activity grows per week: the slope of the straight line that fits the last four
      weeks best, added up over accounts. Negative when activity falls.
---*/

with

account_momentum as (

    select * from facts.account_momentum

),

final as (

    select
        account_key,
        activity_kind,
        direction,
        this_week,
        one_week_ago,
        slope

    from account_momentum

)

select * from final
