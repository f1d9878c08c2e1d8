/*---
view: metrics.sales_cycle
description: >
  Every won opportunity, dated by its close, with the four clocks of the sales cycle. A clock that would be
  negative does not count in its percentiles. A touch belongs to the opportunity of the account that was
  open at the time, else to the next one created within qualified_touch_window_days.
owner: growth-data
grain: one row per won opportunity
key: [account_key, opportunity_id]
time: closed_at
entities:
  entities.accounts: account_key
  facts.account_origins: account_key
  facts.closed_opportunities: "account_key, opportunity_id"
  entities.reps: owner_rep_id
requires: [opportunities]
assumes:
  opportunity_stages: >
    No history of stages was provided, so opportunities were closed at the close date of the CRM.
checks_from:
  checks.undated_opportunities:
    severity: warning
    message: These opportunities are closed without any date, so no metric counts them.
affected_with:
  core_action: { active_event: [none] }
  passive_events: { active_event: [none], core_action: [none] }
metrics:
  wins_with_signup_clock:
    kind: count
    expression: signup_to_close_days
    unaffected_by: &without_touch
      [active_event, core_action, passive_events, qualified_touch_kinds, qualified_touch_window_days]
    unit: count
    description: >
      Opportunities won in the period whose account had signed up before the close.
  signup_to_close_days_p50:
    kind: percentile
    percentile: 0.5
    expression: signup_to_close_days
    unaffected_by: *without_touch
    unit: days
    description: >
      The median days from the sign-up of the account to the close, over the wins whose account had signed
      up before the close. Accounts sign up with their first workspace. Null without any.
  signup_to_close_days_p90:
    kind: percentile
    percentile: 0.9
    expression: signup_to_close_days
    unaffected_by: *without_touch
    unit: days
    description: >
      The days from the sign-up of the account to the close that 90 % of the wins whose account had signed
      up before the close did not exceed. Null without any.
  wins_with_activity_clock:
    kind: count
    expression: activity_to_touch_days
    unit: count
    description: >
      Opportunities won in the period whose account was active before their first qualified touch.
  activity_to_touch_days_p50:
    kind: percentile
    percentile: 0.5
    expression: activity_to_touch_days
    unit: days
    description: >
      The median days from the first activity of the account's users to the first qualified touch, over the
      wins whose account was active before their first qualified touch. Null without any.
  activity_to_touch_days_p90:
    kind: percentile
    percentile: 0.9
    expression: activity_to_touch_days
    unit: days
    description: >
      The days from the first activity of the account's users to the first qualified touch that 90 % of the
      wins whose account was active before their first qualified touch did not exceed. Null without any.
  wins_with_touch_clock:
    kind: count
    expression: touch_to_close_days
    unaffected_by: &activity [active_event, core_action, passive_events]
    unit: count
    description: >
      Opportunities won in the period with a qualified touch before the close.
  touch_to_close_days_p50:
    kind: percentile
    percentile: 0.5
    expression: touch_to_close_days
    unaffected_by: *activity
    unit: days
    description: >
      The median days from the first qualified touch to the close, over the wins with a qualified touch
      before the close. Null without any.
  touch_to_close_days_p90:
    kind: percentile
    percentile: 0.9
    expression: touch_to_close_days
    unaffected_by: *activity
    unit: days
    description: >
      The days from the first qualified touch to the close that 90 % of the wins with a qualified touch
      before the close did not exceed. Null without any.
  wins_with_opportunity_clock:
    kind: count
    expression: opportunity_to_close_days
    unaffected_by: *without_touch
    unit: count
    description: >
      Opportunities won in the period that were created before the close.
  opportunity_to_close_days_p50:
    kind: percentile
    percentile: 0.5
    expression: opportunity_to_close_days
    unaffected_by: *without_touch
    unit: days
    description: >
      The median days from the creation of the opportunity in the CRM to the close, over the wins that were
      created before the close. It depends on how soon reps create records. Null without any.
  opportunity_to_close_days_p90:
    kind: percentile
    percentile: 0.9
    expression: opportunity_to_close_days
    unaffected_by: *without_touch
    unit: days
    description: >
      The days from the creation of the opportunity in the CRM to the close that 90 % of the wins that were
      created before the close did not exceed. Null without any.
  wins_out_of_order:
    kind: count
    where: is_out_of_order
    unit: count
    description: >
      Opportunities won in the period with a clock that would be negative: closed before the sign-up, the
      creation or the first touch, or touched before the first activity. In sales-led accounts the product
      often comes last; elsewhere it is an error in the data.
---*/

with

opportunity_clocks as (

    select * from facts.opportunity_clocks

),

final as (

    select
        account_key,
        opportunity_id,
        owner_rep_id,
        closed_at,
        signup_to_close_days,
        activity_to_touch_days,
        touch_to_close_days,
        opportunity_to_close_days,
        is_out_of_order

    from opportunity_clocks

)

select * from final
