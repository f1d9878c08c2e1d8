/*---
view: metrics.motion_sensitivity
description: >
  The revenue gained in each month, by the motion that it has when sales touches count for 30, 90 or 180
  days: how much the split by motion depends on the window.
owner: growth-data
grain: one row per window, payer and month in which it gained revenue
key: [window_days, account_key, payer_key, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key }
requires: [subscription_periods|contracts, opportunities|sales_touches, product_events]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  window_motion:
    description: The motion of the gain, with the window that the metric names.
    values: [PLG, PLS, SLG, unknown]
unaffected_by:
  [
    activation_anchor,
    activation_distinct_days,
    activation_min_count,
    activation_window_hours,
    assisted_motion,
    core_action,
    passive_events,
    product_led_evidence,
    qualified_touch_kinds,
    qualified_touch_window_days,
    reactivation_min_gap,
    signup_basis,
  ]
metrics:
  gained_mrr_30_days:
    kind: sum
    expression: mrr_change
    where: window_days = 30
    unit: money
    description: >
      New, expansion and reactivation revenue, whose window_motion looks back 30 days. The sum over the
      motions is the same for every window.
  gained_mrr_90_days:
    kind: sum
    expression: mrr_change
    where: window_days = 90
    unit: money
    description: >
      New, expansion and reactivation revenue, whose window_motion looks back 90 days. The sum over the
      motions is the same for every window.
  gained_mrr_180_days:
    kind: sum
    expression: mrr_change
    where: window_days = 180
    unit: money
    description: >
      New, expansion and reactivation revenue, whose window_motion looks back 180 days. The sum over the
      motions is the same for every window.
---*/

with

window_motions as (

    select * from facts.window_motions

),

final as (

    select
        window_days,
        account_key,
        payer_key,
        month,
        motion as window_motion,
        mrr_change

    from window_motions

    where movement in ('new', 'expansion', 'reactivation')

)

select * from final
