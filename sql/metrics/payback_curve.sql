/*---
view: metrics.payback_curve
description: >
  The acquisition cost of the payers whose first revenue is in a month, and their gross profit up to each age
  in months. Ages whose month is not over are not on the curve.
owner: growth-data
grain: one row per cohort and what it was won by, month of an amount, and age at which it counts
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
needs_dimensions: [months_since_first_revenue]
dimensions:
  months_since_first_revenue:
    description: >
      The months since that of the first revenue, which is 0. Amounts up to this age count.
    type: numeric
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
  payback_curve_cost:
    kind: sum
    expression: acquisition_cost
    unit: money
    description: >
      The acquisition cost of the cohorts that have reached the age; for one cohort the same at each age.
      0 when none has reached it.
  payback_curve_profit:
    kind: sum
    expression: gross_profit
    unit: money
    description: >
      The gross profit of the cohorts that have reached the age, from their first month up to it. 0 when none
      has reached it.
  payback_curve_share:
    kind: ratio
    numerator: payback_curve_profit
    denominator: payback_curve_cost
    unit: ratio
    description: >
      The share of its acquisition cost that a cohort had recovered by the age. It has paid back where the
      whole cost is recovered; its last point is recovered_share. Null when the cost is zero, and at ages
      that it has not reached.
crosses_accounts: Spend belongs to months and motions, not to accounts.
edge_cases:
  - A cohort has a point for each month that is over. The cohort of the current month has none.
  - Over several cohorts, an age has the cohorts that have reached it, so the cost falls with the age.
  - Churn, contraction and costs to serve can lower the curve.
choices:
  - question: A curve for each cohort, or one for all?
    answer: Both. By month each cohort has its own; without a grain, each age has the cohorts that reached it.
    because: A young cohort has no later ages yet, and must not lower them.
    others:
      Simple averages: The mean of the shares, so that a small cohort counts like a large one.
---*/

with

payback_amounts as (

    select * from facts.payback_amounts

),

months as (

    select * from parameters.months

),

-- a cohort has few amounts by age, and many payers
amounts_by_age as (

    select
        cohort_month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan,
        age_months,
        sum(acquisition_cost) as acquisition_cost,
        sum(gross_profit) as gross_profit

    from payback_amounts

    group by cohort_month, origin_motion, acquisition_channel, icp_segment, first_plan, age_months

),

-- an amount counts at its own age and at each later one whose month is over
final as (

    select
        amounts_by_age.cohort_month,
        amounts_by_age.origin_motion,
        amounts_by_age.acquisition_channel,
        amounts_by_age.icp_segment,
        amounts_by_age.first_plan,
        plumbline.months_between(amounts_by_age.cohort_month, months.month) as months_since_first_revenue,
        amounts_by_age.acquisition_cost,
        amounts_by_age.gross_profit

    from amounts_by_age

    inner join months
        on plumbline.add_months(amounts_by_age.cohort_month, amounts_by_age.age_months) <= months.month

    cross join parameters.business as parameters

    where
        plumbline.month_end(months.month, parameters.time_zone)
        <= parameters.as_of + interval '1 microsecond'

)

select * from final
