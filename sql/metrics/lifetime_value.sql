/*---
view: metrics.lifetime_value
description: >
  Every payer by the month in which it first paid, with its gross profit in its first 12, 24 and 36 months:
  revenue after the cost of goods and the cost to serve. The month of the first payment is the first month. A
  payer is the account or, by option, a customer or a subscription item.
owner: growth-data
grain: one row per payer that has ever paid
key: [account_key, payer_key]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key, facts.account_origins: account_key }
requires: [subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
  gross_margin: No gross margins were provided, so all revenue counts as gross profit.
  cost_to_serve: No costs to serve were provided, so none are deducted.
  product_events: No events were provided, so costs by plan are shared equally by the accounts on the plan.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
  checks.revenue_without_margin:
    severity: warning
    message: >
      These plans have no gross margin, or none in their first months, and count with all their revenue.
dimensions:
  first_plan:
    description: >
      The plan with most of the payer's revenue in its first month. Null when the data names no plan.
unaffected_by: [active_event, core_action, passive_events, reactivation_min_gap]
metrics:
  ltv_12m_accounts:
    kind: count
    where: gross_profit_12m is not null
    immature: gross_profit_12m is null
    unaffected_by: [cost_to_serve_driver, free_cost_treatment]
    unit: count
    description: >
      {{movement_grain}} that started to pay in the period, at least 12 months ago.
  ltv_12m_gross_profit:
    kind: sum
    expression: gross_profit_12m
    where: gross_profit_12m is not null
    immature: gross_profit_12m is null
    unit: money
    description: >
      The gross profit of these {{movement_grain}} in their first 12 months, those that left included.
  ltv_12m:
    kind: ratio
    numerator: ltv_12m_gross_profit
    denominator: ltv_12m_accounts
    unit: money
    description: >
      The observed value of a customer after 12 months: gross profit per original payer ({{movement_grain}})
      in its first 12 months. Only cohorts with 12 complete months count. Null without one.
  ltv_24m_accounts:
    kind: count
    where: gross_profit_24m is not null
    immature: gross_profit_24m is null
    unaffected_by: [cost_to_serve_driver, free_cost_treatment]
    unit: count
    description: >
      {{movement_grain}} that started to pay in the period, at least 24 months ago.
  ltv_24m_gross_profit:
    kind: sum
    expression: gross_profit_24m
    where: gross_profit_24m is not null
    immature: gross_profit_24m is null
    unit: money
    description: >
      The gross profit of these {{movement_grain}} in their first 24 months, those that left included.
  ltv_24m:
    kind: ratio
    numerator: ltv_24m_gross_profit
    denominator: ltv_24m_accounts
    unit: money
    description: >
      The observed value of a customer after 24 months: gross profit per original payer ({{movement_grain}})
      in its first 24 months. Only cohorts with 24 complete months count. Null without one.
  ltv_36m_accounts:
    kind: count
    where: gross_profit_36m is not null
    immature: gross_profit_36m is null
    unaffected_by: [cost_to_serve_driver, free_cost_treatment]
    unit: count
    description: >
      {{movement_grain}} that started to pay in the period, at least 36 months ago.
  ltv_36m_gross_profit:
    kind: sum
    expression: gross_profit_36m
    where: gross_profit_36m is not null
    immature: gross_profit_36m is null
    unit: money
    description: >
      The gross profit of these {{movement_grain}} in their first 36 months, those that left included.
  ltv_36m:
    kind: ratio
    numerator: ltv_36m_gross_profit
    denominator: ltv_36m_accounts
    unit: money
    description: >
      The observed value of a customer after 36 months: gross profit per original payer ({{movement_grain}})
      in its first 36 months. Only cohorts with 36 complete months count. Null without one.
---*/

with

revenue_movements as not materialized (

    select * from facts.revenue_movements

),

gross_profits as (

    select * from facts.gross_profits

),

-- payers by their first month, with the number of complete months since, that month included
started_payers as (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month,
        revenue_movements.plan as first_plan,
        plumbline.months_between(
            revenue_movements.month,
            plumbline.local_month(parameters.as_of + interval '1 microsecond', parameters.time_zone)
        ) as complete_months

    from revenue_movements

    cross join parameters.business as parameters

    where revenue_movements.movement = 'new'

),

measured as (

    select
        started_payers.account_key,
        started_payers.payer_key,
        started_payers.month,
        started_payers.first_plan,
        started_payers.complete_months,
        sum(gross_profits.gross_profit)
            filter (where gross_profits.month < plumbline.add_months(started_payers.month, 12))
            as gross_profit_12m,
        sum(gross_profits.gross_profit)
            filter (where gross_profits.month < plumbline.add_months(started_payers.month, 24))
            as gross_profit_24m,
        sum(gross_profits.gross_profit)
            filter (where gross_profits.month < plumbline.add_months(started_payers.month, 36))
            as gross_profit_36m

    from started_payers

    left join gross_profits
        on started_payers.account_key = gross_profits.account_key
        and started_payers.payer_key = gross_profits.payer_key
        and started_payers.month <= gross_profits.month

    group by
        started_payers.account_key,
        started_payers.payer_key,
        started_payers.month,
        started_payers.first_plan,
        started_payers.complete_months

),

-- unknown until all of the months are complete
final as (

    select
        account_key,
        payer_key,
        month,
        first_plan,
        case when complete_months >= 12 then coalesce(gross_profit_12m, 0) end as gross_profit_12m,
        case when complete_months >= 24 then coalesce(gross_profit_24m, 0) end as gross_profit_24m,
        case when complete_months >= 36 then coalesce(gross_profit_36m, 0) end as gross_profit_36m

    from measured

)

select * from final
