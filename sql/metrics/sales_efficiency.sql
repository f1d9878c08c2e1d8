/*---
view: metrics.sales_efficiency
description: >
  The change of annual recurring revenue, and the sales and marketing spend of some months before
  (sales_efficiency_lag_months), both by month.
owner: growth-data
grain: one row per item of spend, and one per payer and month with a change of revenue
key: []
time: month
time_type: date
finest_grain: month
requires: [spend, subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
  checks.unconvertible_spend: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  origin_motion:
    description: >
      The motion that won the account, or the motion that the company recorded for the spend. Spend without a
      motion is shared, and is not allocated here.
    values: [PLG, PLS, SLG, unknown, shared]
    requires: [opportunities|sales_touches, product_events]
unaffected_by:
  [
    activation_anchor,
    activation_distinct_days,
    activation_min_count,
    activation_window_hours,
    assisted_motion,
    core_action,
    lost_revenue_motion,
    movement_grain,
    passive_events,
    product_led_evidence,
    qualified_touch_kinds,
    qualified_touch_window_days,
    reactivation_min_gap,
    signup_basis,
  ]
metrics:
  arr_change:
    kind: sum
    unaffected_by: [sales_efficiency_lag_months]
    expression: arr_change
    unit: money
    description: >
      The change of annual recurring revenue in the period, at all: twelve times net_new_mrr. It includes lost
      revenue and exchange rates.
  sales_efficiency_spend:
    kind: sum
    unaffected_by:
      [
        contract_late_renewal_grace_days,
        contract_past_due_grace_days,
        late_renewal_grace_days,
        mrr_discounts,
        past_due_grace_days,
        payment_terms_days,
        usage_revenue,
      ]
    expression: spend
    unit: money
    description: >
      Sales and marketing spend, {{sales_efficiency_lag_months}} before the months of the period.
  sales_efficiency:
    kind: ratio
    numerator: arr_change
    denominator: sales_efficiency_spend
    unit: ratio
    description: >
      The change of annual recurring revenue per unit of sales and marketing spend of
      {{sales_efficiency_lag_months}} before: by quarter and with 3, of the previous quarter. Negative
      when revenue was lost. Null without spend.
crosses_accounts: Spend belongs to months and motions, not to accounts.
---*/

with

spend as (

    select * from facts.spend

),

revenue_movements as (

    select * from facts.revenue_movements

),

revenue_movement_motions as (

    select * from facts.revenue_movement_motions

),

-- by the month with whose change of revenue the spend is compared
lagged as (

    select
        plumbline.add_months(spend.month, parameters.sales_efficiency_lag_months) as month,
        spend.motion,
        spend.amount

    from spend

    cross join parameters.business as parameters

),

final as (

    select
        lagged.month,
        lagged.motion as origin_motion,
        0 as arr_change,
        lagged.amount as spend

    from lagged

    cross join parameters.business as parameters

    where plumbline.day_start(lagged.month, parameters.time_zone) < parameters.as_of

    union all

    select
        revenue_movements.month,
        revenue_movement_motions.origin_motion,
        12 * (revenue_movements.mrr_change + revenue_movements.fx_change) as arr_change,
        0 as spend

    from revenue_movements

    inner join revenue_movement_motions
        on revenue_movements.account_key = revenue_movement_motions.account_key
        and revenue_movements.payer_key = revenue_movement_motions.payer_key
        and revenue_movements.month = revenue_movement_motions.month

)

select * from final
