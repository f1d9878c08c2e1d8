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
  origin_motion:
    description: The motion that won the accounts. Spend that cannot be allocated to a motion is shared.
    values: [PLG, PLS, SLG, unknown, shared]
    requires: [opportunities|sales_touches, product_events]
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
choices:
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

acquisition_spend as (

    select * from facts.acquisition_spend

),

revenue_movement_motions as (

    select * from facts.revenue_movement_motions

),

revenue_movements as (

    select * from facts.revenue_movements

),

gross_profits as (

    select * from facts.gross_profits

),

cohorts as (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month as cohort_month,
        revenue_movement_motions.origin_motion

    from revenue_movements

    inner join revenue_movement_motions
        on revenue_movements.account_key = revenue_movement_motions.account_key
        and revenue_movements.payer_key = revenue_movement_motions.payer_key
        and revenue_movements.month = revenue_movement_motions.month

    where revenue_movements.movement = 'new'

),

final as (

    select
        month as cohort_month,
        origin_motion,
        0 as age_months,
        amount as acquisition_cost,
        0 as gross_profit

    from acquisition_spend

    union all

    select
        cohorts.cohort_month,
        cohorts.origin_motion,
        plumbline.months_between(cohorts.cohort_month, gross_profits.month) as age_months,
        0 as acquisition_cost,
        gross_profits.gross_profit

    from gross_profits

    inner join cohorts
        on gross_profits.account_key = cohorts.account_key
        and gross_profits.payer_key = cohorts.payer_key
        -- costs before the first revenue are not part of the payback
        and gross_profits.month >= cohorts.cohort_month

)

select * from final
