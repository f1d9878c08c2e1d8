/*---
view: metrics.payback_formula
description: >
  The monthly gross profit won in each month, with which the formula of the payback divides the spend. The
  cohort form, cac_payback_months, follows what the won customers really paid.
owner: growth-data
grain: one row per payer and month in which it started to pay or, by option, expanded
key: [account_key, payer_key, month]
time: month
time_type: date
finest_grain: month
requires: [subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
  gross_margin: No gross margins were provided, so all revenue counts as gross profit.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
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
    qualified_touch_window_days,
    signup_basis,
  ]
affected_with:
  reactivation_min_gap: { payback_formula_gains: [new_and_expansion] }
metrics:
  won_gross_profit:
    kind: sum
    expression: gross_profit
    unit: money
    description: >
      The monthly gross profit that the period added: the revenue of new payers and, by option, expansion,
      times gross margin.
  cac_payback_months_formula:
    kind: ratio
    numerator: acquisition_spend
    denominator: won_gross_profit
    unit: months
    description: >
      The months until the monthly gross profit won in the period repays the period's acquisition spend:
      totals on both sides, without later churn or expansion. Null when none was won. cac_payback_months
      is the form by cohort.
---*/

with

revenue_movements as not materialized (

    select * from facts.revenue_movements

),

acquired_payers as (

    select * from facts.acquired_payers

),

payer_profits as (

    select * from facts.payer_profits

),

won_revenue as (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month,
        revenue_movements.mrr_change

    from revenue_movements

    cross join parameters.business as parameters

    where
        revenue_movements.movement = 'new'
        or (
            parameters.payback_formula_gains = 'new_and_expansion'
            and revenue_movements.movement = 'expansion'
        )

),

final as (

    select
        won_revenue.account_key,
        won_revenue.payer_key,
        won_revenue.month,
        acquired_payers.origin_motion,
        acquired_payers.acquisition_channel,
        acquired_payers.icp_segment,
        acquired_payers.first_plan,
        won_revenue.mrr_change
        * case
            when parameters.payback_formula_basis = 'gross_profit'
                then coalesce(payer_profits.profit / nullif(payer_profits.revenue, 0), 1)
            else 1
        end as gross_profit

    from won_revenue

    cross join parameters.business as parameters

    -- an account that never paid was not acquired
    left join acquired_payers
        on won_revenue.account_key = acquired_payers.account_key
        and won_revenue.payer_key = acquired_payers.payer_key

    left join payer_profits
        on won_revenue.account_key = payer_profits.account_key
        and won_revenue.payer_key = payer_profits.payer_key
        and won_revenue.month = payer_profits.month

)

select * from final
