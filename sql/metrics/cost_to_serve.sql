/*---
view: metrics.cost_to_serve
description: >
  What each account cost to serve in each month (hosting, support, success), and what it paid: the costs that
  name an account, and shares of the costs of its plans (cost_to_serve_driver).
owner: growth-data
grain: one row per account and month with a cost, revenue or activity
key: [account_key, month]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.account_origins: account_key
  facts.account_segments: "account_key, month"
requires: [cost_to_serve]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
  product_events: No events were provided, so costs by plan are shared equally by the accounts on the plan.
  plan_changes: >
    No plan changes were provided, so every workspace counts as always on the plan that it has today.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  payment_state:
    description: >
      Whether the account was paying at the end of the month, had paid before (former), or had never paid
      (free). Null for costs of no account.
    values: [paying, former, free]
    requires: [subscription_periods|contracts]
affected_with:
  passive_events: { core_action: [none], active_event: [none] }
  core_action: { active_event: [none] }
metrics:
  cost_to_serve:
    kind: sum
    unaffected_by: &activity [active_event, core_action, passive_events]
    expression: cost
    unit: money
    description: >
      The cost of serving accounts in the period. The costs of all accounts and of none add up to the recorded
      costs.
  free_cost_to_serve:
    kind: sum
    unaffected_by: *activity
    expression: cost
    where: payment_state = 'free'
    unit: money
    description: >
      The cost of serving accounts that had never paid by the end of the month. It is part of CAC or of the
      cost of goods only by option (free_cost_treatment).
  free_cost_to_serve_share:
    kind: ratio
    numerator: free_cost_to_serve
    denominator: cost_to_serve
    unit: ratio
    description: The share of the cost to serve that is for accounts that had never paid. Null without a cost.
  active_account_months:
    kind: count
    unaffected_by:
      [
        books,
        contract_late_renewal_grace_days,
        contract_past_due_grace_days,
        cost_to_serve_driver,
        exchange_rates,
        late_renewal_grace_days,
        mrr_discounts,
        past_due_grace_days,
        payment_terms_days,
        reporting_currency,
        usage_revenue,
      ]
    where: is_active
    unit: count
    description: Accounts with activity in a month, once for each month of the period.
  paying_account_months:
    kind: count
    unaffected_by: &activity_and_driver [active_event, core_action, cost_to_serve_driver, passive_events]
    where: payment_state = 'paying'
    unit: count
    description: Accounts that were paying at the end of a month, once for each month of the period.
  served_mrr:
    kind: sum
    unaffected_by: *activity_and_driver
    expression: mrr
    unit: money
    description: Recurring revenue at the end of each month, added up over the months of the period.
  cost_to_serve_per_active_account:
    kind: ratio
    numerator: cost_to_serve
    denominator: active_account_months
    unit: money
    description: The cost to serve by active account and month. Null without an active account.
  cost_to_serve_per_paying_account:
    kind: ratio
    numerator: cost_to_serve
    denominator: paying_account_months
    unit: money
    description: >
      All costs to serve, those of free accounts included, by paying account and month. Where payment_state is
      paying, only the costs of these accounts. Null without a paying account.
  cost_to_serve_share_of_mrr:
    kind: ratio
    numerator: cost_to_serve
    denominator: served_mrr
    unit: ratio
    description: >
      The cost to serve as a share of the recurring revenue of the same months. Null without revenue.
---*/

with

served_months as not materialized (

    select * from facts.served_months

),

final as (

    select
        account_key,
        month,
        cost,
        mrr,
        is_active,
        payment_state

    from served_months

)

select * from final
