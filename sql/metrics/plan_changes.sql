/*---
view: metrics.plan_changes
description: >
  Every payer that pays at the end of a month and paid at the end of the month before, with its plan and its
  billing interval then and now: who moves from monthly to annual billing, and from one plan to the next. A
  payer is the account or, by option, a customer or a subscription item.
owner: growth-data
grain: one row per payer and month at both ends of which it pays
key: [account_key, payer_key, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key, facts.account_origins: account_key }
requires: [subscription_periods]
assumes:
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  plan: { from: metrics.revenue }
  previous_plan: The plan with most of the payer's revenue a month before. Null when the data names no plan.
  billing_interval:
    description: >
      How often the payer is billed: the interval with most of its revenue. A contract without items in
      billing is contract; other intervals, such as a week or two years, are other. Null for a difference in
      closed books.
    values: &intervals [monthly, quarterly, annual, contract, other]
  previous_billing_interval:
    description: >
      How often the payer was billed a month before, by the interval with most of its revenue then. Null for a
      difference in closed books.
    values: *intervals
unaffected_by: [reactivation_min_gap]
metrics:
  continuing_payers:
    kind: count
    unit: count
    description: >
      {{movement_grain}} that pay at the end of a month and paid at the end of the month before, once for each
      month of the period.
  plan_changes:
    kind: count
    where: plan is distinct from previous_plan
    unit: count
    description: Changes of the plan with most of a payer's revenue, from one month's end to the next.
  billing_interval_changes:
    kind: count
    where: billing_interval <> previous_billing_interval
    unit: count
    description: Changes of how often a payer is billed, from one month's end to the next.
  payers_before_annual:
    kind: count
    where: previous_billing_interval in ('monthly', 'quarterly')
    unit: count
    description: >
      {{movement_grain}} among continuing_payers that were billed by the month or quarter, once for each month
      of the period.
  moves_to_annual:
    kind: count
    where: previous_billing_interval in ('monthly', 'quarterly') and billing_interval = 'annual'
    unit: count
    description: Changes from billing by the month or quarter to billing by the year.
  annual_move_rate:
    kind: ratio
    numerator: moves_to_annual
    denominator: payers_before_annual
    unit: ratio
    description: >
      The share of the payers billed by the month or quarter that moved to billing by the year, in a month;
      over several months, the mean. Null when none was billed so.
  mrr_change_with_plan_changes:
    kind: sum
    expression: mrr_change
    where: plan is distinct from previous_plan or billing_interval <> previous_billing_interval
    unit: money
    description: >
      The change of recurring revenue of the payers in the months in which their plan or billing interval
      changed. It is part of expansion_mrr and contraction_mrr.
edge_cases:
  - A payer that leaves and comes back on another plan has no change of plan, but churn and a reactivation.
  - An annual discount makes a move to annual billing a contraction.
choices:
  - question: Is a new billing interval the end of one subscription and the start of another?
    answer: No. The payer is compared at the ends of two months, however its subscriptions change.
    because: Billing systems end a subscription for such a change or keep it, and the customer is the same.
    others:
      Fivetran: A change of the price is churn and new revenue of two subscription items.
    options: [movement_grain]
---*/

with

revenue_movements as (

    select * from facts.revenue_movements

),

billing_intervals as (

    select * from facts.billing_intervals

),

-- the terms of each payer at the end of a month
terms as not materialized (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month,
        revenue_movements.plan,
        billing_intervals.billing_interval,
        revenue_movements.mrr_change,
        revenue_movements.paid_before

    from revenue_movements

    left join billing_intervals
        on revenue_movements.account_key = billing_intervals.account_key
        and revenue_movements.payer_key = billing_intervals.payer_key
        and revenue_movements.month = billing_intervals.month

    where revenue_movements.pays_now

),

final as (

    select
        terms.account_key,
        terms.payer_key,
        terms.month,
        terms.plan,
        earlier_terms.plan as previous_plan,
        terms.billing_interval,
        earlier_terms.billing_interval as previous_billing_interval,
        terms.mrr_change

    from terms

    inner join terms as earlier_terms
        on terms.account_key = earlier_terms.account_key
        and terms.payer_key = earlier_terms.payer_key
        and terms.month = plumbline.add_months(earlier_terms.month, 1)

    where terms.paid_before

)

select * from final
