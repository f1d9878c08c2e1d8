/*---
view: metrics.cash_payback
description: >
  The acquisition cost of the accounts whose first revenue is in a month, and their gross profit in collected
  cash since, by age in months (0 is the month of the first revenue). Cash of all invoices counts, without
  tax.
owner: growth-data
grain: one row per item of a cohort's spend, and one per account and month of its life
key: []
time: cohort_month
time_type: date
finest_grain: month
requires: [spend, subscription_periods|contracts, invoices]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  gross_margin: No gross margins were provided, so all revenue counts as gross profit.
  cost_to_serve: No costs to serve were provided, so none are deducted.
  product_events: No events were provided, so costs by plan are shared equally by the accounts on the plan.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
  checks.unconvertible_invoices: { severity: error, code: MIXED_CURRENCIES }
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
    invoice_tax,
    lost_revenue_motion,
    movement_grain,
    passive_events,
    payment_terms_days,
    product_led_evidence,
    qualified_touch_kinds,
    reactivation_min_gap,
    shared_spend_allocation,
    signup_basis,
    qualified_touch_window_days,
  ]
metrics:
  cash_payback_months:
    kind: payback
    measure: months
    unit: months
    description: >
      The months until the cash collected from a cohort, times its gross margin and less the cost to serve it,
      reached its acquisition cost, interpolated within the last month; month 0 counts in full. 0 when the
      cost is zero. Null while the cost is not recovered; read it with cash_recovered_share.
  cash_recovered_share:
    kind: payback
    measure: recovered_share
    unit: ratio
    description: >
      The share of a cohort's acquisition cost that its gross profit in cash has recovered so far. Null when
      the cost is zero.
crosses_accounts: Spend belongs to months and motions, not to accounts.
edge_cases:
  - A year paid in advance is collected in one month, so it may pay back at once; cac_payback_months takes a
    year.
  - Money collected before the first revenue counts in month 0.
---*/

with

acquisition_spend as (

    select * from facts.acquisition_spend

),

acquired_accounts as (

    select * from facts.acquired_accounts

),

cash_profits as (

    select * from facts.cash_profits

),

final as (

    select
        month as cohort_month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan,
        0 as age_months,
        amount as acquisition_cost,
        0 as gross_profit
    from acquisition_spend
    union all
    select
        acquired_accounts.month as cohort_month,
        acquired_accounts.origin_motion,
        acquired_accounts.acquisition_channel,
        acquired_accounts.icp_segment,
        acquired_accounts.first_plan,
        plumbline.months_between(acquired_accounts.month, cash_profits.month) as age_months,
        0 as acquisition_cost,
        cash_profits.cash_profit as gross_profit
    from cash_profits
    inner join acquired_accounts
        on cash_profits.account_key = acquired_accounts.account_key
        -- costs before the first revenue are not part of the payback
        and cash_profits.month >= acquired_accounts.month

)

select * from final
