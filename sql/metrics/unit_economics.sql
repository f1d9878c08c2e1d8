/*---
view: metrics.unit_economics
description: >
  The inputs of customer lifetime value by formula: every payer and complete month with revenue now or a month
  before, with its revenue after the cost of goods. A payer is the account or, by option, a customer or a
  subscription item.
owner: growth-data
grain: one row per payer and complete month with revenue now or a month before
key: [account_key, payer_key, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key, facts.account_origins: account_key }
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
  plan: { from: metrics.revenue }
unaffected_by: [reactivation_min_gap]
metrics:
  margin_profit:
    kind: sum
    expression: margin_profit
    where: pays_now
    unit: money
    description: >
      Recurring revenue times gross margin at the end of each month, added up over the months of the period.
      The cost to serve is not deducted.
  payer_months:
    kind: count
    where: pays_now
    unit: count
    description: "{{movement_grain}} that pay at the end of a month, once for each month of the period."
  payer_months_at_risk:
    kind: count
    where: paid_before
    unit: count
    description: "{{movement_grain}} that pay at the start of a month, once for each month of the period."
  lost_payers:
    kind: count
    where: paid_before and not pays_now
    unit: count
    description: "{{movement_grain}} that stopped paying, in complete months."
  monthly_logo_churn:
    kind: ratio
    numerator: lost_payers
    denominator: payer_months_at_risk
    unit: ratio
    description: >
      The mean share of {{movement_grain}} that stopped paying in a month, over the months of the period. Null
      when none was paying.
  ltv_formula:
    kind: derived
    expression: >
      case when lost_payers > 0 then margin_profit / nullif(payer_months, 0)
      * least(payer_months_at_risk::numeric / lost_payers, ltv_horizon_months) end
    inputs: [margin_profit, payer_months, payer_months_at_risk, lost_payers]
    parameters: [ltv_horizon_months]
    unit: money
    description: >
      Customer lifetime value by formula: revenue per payer and month, times gross margin, divided by the
      monthly logo churn of the period; at most ltv_horizon_months of it. It supposes that churn stays the
      same; ltv_12m and the like are observed. Null without churn, over complete months.
---*/

with

revenue_movements as not materialized (

    select * from facts.revenue_movements

),

payer_profits as (

    select * from facts.payer_profits

),

-- churn is known at the end of a month
final as (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month,
        revenue_movements.plan,
        revenue_movements.paid_before,
        revenue_movements.pays_now,
        payer_profits.profit as margin_profit

    from revenue_movements

    cross join parameters.business as parameters

    left join payer_profits
        on revenue_movements.account_key = payer_profits.account_key
        and revenue_movements.payer_key = payer_profits.payer_key
        and revenue_movements.month = payer_profits.month

    where plumbline.month_end(revenue_movements.month, parameters.time_zone)
        <= parameters.as_of + interval '1 microsecond'

)

select * from final
