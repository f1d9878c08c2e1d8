/*---
view: metrics.revenue_retention
description: >
  Every payer that paid a year before the month (or as long as the parameter says), with its revenue then
  and now. Later payers are excluded. A payer is the account or, by option, a customer or a subscription
  item.
owner: growth-data
grain: one row per month and payer that paid a year before
key: [account_key, payer_key, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key, facts.account_origins: account_key }
requires: [subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
  facts.restated_totals:
    severity: warning
    message: >
      Across all accounts and with canonical options, the revenue of these closed months has changed since
      closing (month, difference, number of accounts): restated_mrr shows the accounts and the reasons, and
      the option books closed uses the revenue at closing.
  checks.contracts_billed_otherwise:
    severity: warning
    message: >
      Across all accounts, the annual contract value of these accounts now differs much from the amount billed
      (account, contracted, billed); revenue is based on billing.
affected_with:
  contracted_escalators: { movement_grain: [account] }
metrics:
  base_accounts:
    kind: balance
    expression: "1"
    unaffected_by: [contracted_escalators]
    unit: count
    version: 2
    description: "{{movement_grain}} that paid {{revenue_retention_months}} before the end of the period."
  base_mrr:
    kind: balance
    unaffected_by: [contracted_escalators, movement_grain]
    expression: mrr_then
    unit: money
    version: 2
    description: The revenue of the base {{revenue_retention_months}} before the end of the period.
  base_mrr_now:
    kind: balance
    expression: mrr_now
    unit: money
    version: 2
    description: >
      The revenue of the base at the end of the period, {{contracted_escalators}}, with payers that left and
      came back.
  base_mrr_kept:
    kind: balance
    expression: least(mrr_now, mrr_then)
    unaffected_by: [contracted_escalators]
    unit: money
    version: 2
    description: >
      The revenue of the base at the end of the period, each payer capped at its revenue
      {{revenue_retention_months}} before.
  base_accounts_kept:
    kind: balance
    expression: case when mrr_now <> 0 then 1 else 0 end
    unaffected_by: [contracted_escalators]
    unit: count
    version: 2
    description: Accounts of the base that are paying at the end of the period.
  net_revenue_retention:
    kind: ratio
    numerator: base_mrr_now
    denominator: base_mrr
    unit: ratio
    version: 2
    description: >
      The share of the base's revenue that remains {{revenue_retention_months}} later,
      {{contracted_escalators}}.
      Null when no payer paid {{revenue_retention_months}} before.
  gross_revenue_retention:
    kind: ratio
    numerator: base_mrr_kept
    denominator: base_mrr
    unit: ratio
    version: 2
    description: >
      The share of the base's revenue that remains {{revenue_retention_months}} later, without expansion;
      never more than 1. Null when no payer paid {{revenue_retention_months}} before.
  logo_retention_rate:
    kind: ratio
    numerator: base_accounts_kept
    denominator: base_accounts
    unit: ratio
    version: 2
    description: >
      The share of the base's {{movement_grain}} that are still paying. Null when none paid
      {{revenue_retention_months}} before.
edge_cases:
  - Customers who came later are in no part of the rate.
  - A payer that left and came back counts with its present revenue.
  - The rates of segments, weighted by their revenue at the start, give the rate of all.
choices:
  - question: Over how many months?
    answer: Twelve.
    because: Annual contracts renew once in it, and boards compare it.
    others:
      Baremetrics: 30 days.
      Snowflake: The customers of the first month of two-year windows, with capacity contracts only.
    options: [revenue_retention_months]
  - question: From point to point, or by summed movements?
    answer: From point to point, for each payer.
    because: A payer that shrinks and recovers within the year has lost nothing at its end.
    others:
      imboard: Start less contraction and churn, over the start, for the customers of the start.
      Reports by month: The product of monthly rates.
  - question: Do new customers count?
    answer: Never.
    because: Retention is about the customers of the start.
    others:
      A public example: Adds the revenue of new customers to the numerator, by mistake.
    metrics: [net_revenue_retention]
---*/

with

compared_revenue as (

    select * from facts.compared_revenue

),

final as (

    select
        account_key,
        payer_key,
        month,
        mrr_then,
        mrr_now

    from compared_revenue

)

select * from final
