/*---
view: metrics.acquisition_spend
description: >
  The cost of acquiring customers, by the month whose new customers it is compared with. It needs no
  subscriptions, except by origin_motion.
owner: growth-data
grain: one row per month, motion, channel and category, and channel, segment and plan of the payers won
key: [month, origin_motion, channel, spend_category, is_shared, acquisition_channel, icp_segment, first_plan]
time: month
time_type: date
finest_grain: month
requires: [spend]
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
  checks.unconvertible_spend: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  origin_motion: { from: facts.acquisition_spend, requires: [subscription_periods|contracts] }
  acquisition_channel: { from: facts.acquisition_spend, requires: [subscription_periods|contracts] }
  icp_segment: { from: facts.acquisition_spend, requires: [subscription_periods|contracts] }
  first_plan: { from: facts.acquisition_spend, requires: [subscription_periods|contracts] }
  channel: The channel of the spend, such as paid_search.
  spend_category: The kind of cost, such as media or salaries.
unaffected_by:
  [
    active_event,
    activation_anchor,
    activation_distinct_days,
    activation_min_count,
    activation_window_hours,
    assisted_motion,
    contract_late_renewal_grace_days,
    contract_past_due_grace_days,
    core_action,
    lost_revenue_motion,
    late_renewal_grace_days,
    movement_grain,
    mrr_discounts,
    passive_events,
    past_due_grace_days,
    payment_terms_days,
    product_led_evidence,
    qualified_touch_kinds,
    qualified_touch_window_days,
    reactivation_min_gap,
    shared_spend_allocation,
    signup_basis,
    usage_revenue,
  ]
affected_with:
  cost_to_serve_driver: { free_cost_treatment: [cac] }
metrics:
  acquisition_spend:
    kind: sum
    expression: amount
    unit: money
    description: >
      Sales and marketing spend compared with the payers who started to pay in the period: spend of the same
      months or, with spend_lag_months, of earlier ones.
crosses_accounts: Spend belongs to months and motions, not to accounts.
---*/

with

acquisition_spend as (

    select * from facts.acquisition_spend

),

final as (

    select
        month,
        origin_motion,
        channel,
        category as spend_category,
        is_shared,
        acquisition_channel,
        icp_segment,
        first_plan,
        amount

    from acquisition_spend

)

select * from final
