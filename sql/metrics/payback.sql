/*---
view: metrics.payback
description: >
  The acquisition cost of the payers whose first revenue is in a month, and their gross profit since, by age
  in months (0 is the month of the first revenue). A payer is the account or, by option, a customer or a
  subscription item.
owner: growth-data
grain: one row per item of a cohort's spend, and one per payer and month of its life
key: []
time: cohort_month
time_type: date
finest_grain: month
requires: [spend, subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
  gross_margin: No gross margins were provided, so all revenue counts as gross profit.
  cost_to_serve: No costs to serve were provided, so none are deducted.
  product_events: No events were provided, so costs by plan are shared equally by the accounts on the plan.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
  checks.unconvertible_spend: { severity: error, code: MIXED_CURRENCIES }
  checks.revenue_without_margin:
    severity: warning
    message: >
      These plans have no gross margin, or none in their first months, and count with all their revenue.
dimensions:
  origin_motion: { from: facts.acquisition_spend }
  acquisition_channel: { from: facts.acquisition_spend }
  icp_segment: { from: facts.acquisition_spend }
  first_plan: { from: facts.acquisition_spend }
unaffected_by:
  [
    active_event,
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
    shared_spend_allocation,
    signup_basis,
    qualified_touch_window_days,
  ]
metrics:
  cac_payback_months:
    kind: payback
    measure: months
    unit: months
    version: 2
    description: >
      The months until a cohort's cumulative gross profit reached its acquisition cost, interpolated within
      the last month; month 0 counts in full. 0 when the cost is zero. Null while the cost is not recovered;
      read it with recovered_share.
  recovered_share:
    kind: payback
    measure: recovered_share
    unit: ratio
    version: 2
    description: >
      The share of a cohort's acquisition cost that its gross profit has recovered so far. Null when the cost
      is zero.
crosses_accounts: Spend belongs to months and motions, not to accounts.
edge_cases:
  - Month 0 counts in full. The last month is interpolated.
  - A cohort that has not recovered its cost has no months, but a recovered share.
  - Churn, contraction and expansion of the cohort are included.
  - By channel, segment or plan, spend is allocated to the new payers of its motion and month by their new
    revenue; spend of a channel that users name as their sign-up source to those from that channel alone.
  - Payers from a channel without spend of its own bear only their share of the other spend.
choices:
  - question: Which customers bear the cost, when spend has no segment and no plan?
    answer: >
      The payers that its motion won in the month, by their new revenue; spend of a channel only those who
      name it as their sign-up source.
    because: >
      The parts then add up to the spend of each motion. Segments of one motion differ by what they pay later.
    others:
      Channel reports: Only the spend of the channel itself, so that salaries and tools are charged to none.
      Blended reports: The same cost for each customer.
    options: [shared_spend_allocation]
  - question: The formula, or what a cohort really did?
    answer: What the cohort did, month by month.
    because: The formula assumes that the first month's revenue continues forever.
    others:
      SaaS Metrics Standards Board: Spend divided by new monthly revenue times gross margin.
      dnoise: Both forms, and why they differ.
      metrickittools: A formula with churn from month 1 on.
    metrics: [cac_payback_months]
  - question: With gross margin?
    answer: Yes, when margins are loaded. Otherwise all revenue counts, and the result has a note.
    because: Revenue that is spent on hosting pays nothing back.
    others:
      SaaS Metrics Standards Board: With gross margin.
      OPEXEngine: Both forms are in use and useful.
  - question: Revenue or cash?
    answer: Recurring revenue.
    because: A year paid in advance would pay back on the first day, with eleven months of service still owed.
    others:
      Cash-oriented companies: Collected cash, which is cash_payback_months.
  - question: Totals, or one customer?
    answer: Totals of the cohort on both sides.
    because: The cost of one customer divided by the revenue of all is an error of dimension.
    others:
      imboard: Names this error as a trap.
---*/

with

payback_amounts as (

    select * from facts.payback_amounts

),

final as (

    select
        cohort_month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan,
        age_months,
        acquisition_cost,
        gross_profit

    from payback_amounts

)

select * from final
