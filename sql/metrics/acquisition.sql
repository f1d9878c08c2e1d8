/*---
view: metrics.acquisition
description: The payers who started to pay, and what acquiring one of them cost.
owner: growth-data
grain: one row per payer that started to pay
key: [account_key, payer_key]
time: month
time_type: date
finest_grain: month
requires: [subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  origin_motion: { from: facts.acquisition_spend }
  acquisition_channel: { from: facts.acquisition_spend }
  icp_segment: { from: facts.acquisition_spend }
  first_plan: { from: facts.acquisition_spend }
unaffected_by:
  [
    activation_anchor,
    activation_distinct_days,
    activation_min_count,
    activation_window_hours,
    assisted_motion,
    core_action,
    lost_revenue_motion,
    passive_events,
    product_led_evidence,
    qualified_touch_kinds,
    reactivation_min_gap,
    signup_basis,
    qualified_touch_window_days,
  ]
metrics:
  acquired_accounts:
    kind: count
    unit: count
    version: 2
    description: >
      {{movement_grain}} that started to pay in the period.
  cac:
    kind: ratio
    numerator: acquisition_spend
    denominator: acquired_accounts
    unit: money
    version: 2
    description: >
      The acquisition cost per new payer ({{movement_grain}}). Null without a new payer.
edge_cases:
  - By channel, segment or plan, the spend of a motion is allocated to the payers that it won in the month.
  - Spend without a motion is allocated by the new revenue of each motion, or stays shared.
choices:
  - question: Which customers is the spend compared with?
    answer: Those who start to pay in the same month.
    because: It needs no assumption about the length of the sale.
    others:
      Enterprise sales: The spend of the quarter before.
    options: [spend_lag_months]
  - question: Who pays for shared spend?
    answer: Each motion, in proportion to the annual revenue that it added.
    because: Equal shares would charge a self-serve sign-up like an enterprise deal.
    others:
      Blended reports: No motion; one cost for all customers.
    options: [shared_spend_allocation]
---*/

with

acquired_payers as (

    select * from facts.acquired_payers

),

final as (

    select
        account_key,
        payer_key,
        month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan

    from acquired_payers

)

select * from final
