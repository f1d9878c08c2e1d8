/*---
view: metrics.revenue
description: >
  Recurring revenue by payer and month, and its movements. A payer is the account or, by option, a customer
  or an item. An account with a credit (negative revenue) is not paying.
owner: growth-data
grain: one row per payer and month with revenue now or a month before
key: [account_key, payer_key, month]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.account_origins: account_key
  facts.revenue_movement_motions: "account_key, payer_key, month"
  facts.buyer_classes: "account_key, month"
  facts.account_segments: "account_key, month"
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
dimensions:
  plan: { description: "The plan with most of the payer's revenue. Null when the data names no plan." }
metrics:
  mrr:
    kind: balance
    expression: mrr_end
    opening_balance: starting_mrr
    excluded_dimensions: [movement_motion]
    unit: money
    version: 2
    unaffected_by: [movement_grain, reactivation_min_gap]
    description: >
      Monthly recurring revenue at the end of the period, {{mrr_discounts}}, without trials and one-off
      items, {{usage_revenue}}. Unpaid items are excluded; a contract without items in billing is included
      with a twelfth of its annual value. It is the sum of its items: the credit of an account reduces it.
  arr:
    kind: derived
    expression: 12 * mrr
    inputs: [mrr]
    unit: money
    version: 2
    description: >
      Annual recurring revenue at the end of the period: always twelve times mrr. Contracts that have not
      started are not included; see carr.
  starting_mrr:
    kind: balance
    unaffected_by: [movement_grain, reactivation_min_gap]
    at: start
    expression: mrr_start
    excluded_dimensions: [movement_motion]
    unit: money
    version: 2
    description: Monthly recurring revenue at the start of the period.
  paying_accounts:
    kind: balance
    unaffected_by: [reactivation_min_gap]
    expression: case when pays_now then 1 else 0 end
    opening_balance: starting_paying_accounts
    excluded_dimensions: [movement_motion]
    unit: count
    version: 2
    description: >
      {{movement_grain}} with recurring revenue at the end of the period. An account with a credit is not
      paying. A customer or item with only discounts counts while its account is paying.
  starting_paying_accounts:
    kind: balance
    unaffected_by: [reactivation_min_gap]
    at: start
    expression: case when paid_before then 1 else 0 end
    excluded_dimensions: [movement_motion]
    unit: count
    version: 2
    description: "{{movement_grain}} with recurring revenue at the start of the period."
  arpa:
    kind: ratio
    numerator: mrr
    denominator: paying_accounts
    unit: money
    version: 2
    description: >
      Monthly recurring revenue, divided by the number of paying {{movement_grain}}. Null when none is paying.
  new_mrr:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: mrr
    expression: mrr_change
    where: movement = 'new'
    unit: money
    version: 2
    description: Revenue of {{movement_grain}} that pay for the first time.
  expansion_mrr:
    kind: movement
    of: mrr
    expression: mrr_change
    where: movement = 'expansion'
    unit: money
    version: 2
    description: The increase in revenue of {{movement_grain}} that paid before, and reduced credits.
  contraction_mrr:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: mrr
    expression: mrr_change
    where: movement = 'contraction'
    unit: money
    version: 2
    description: >
      The decrease in revenue of {{movement_grain}} that still pay, and increased credits, as a negative
      amount.
  churned_mrr:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: mrr
    expression: mrr_change
    where: movement = 'churn'
    unit: money
    version: 2
    description: >
      The lost revenue of {{movement_grain}} that stopped paying, as a negative amount, including the credit
      that replaced it.
  reactivation_mrr:
    kind: movement
    of: mrr
    expression: mrr_change
    where: movement = 'reactivation'
    unit: money
    version: 2
    description: The whole revenue of {{movement_grain}} that paid, stopped, and pay again.
  fx_mrr:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: mrr
    expression: fx_change
    unit: money
    version: 2
    description: The change in recurring revenue due to exchange rates alone.
  net_new_mrr:
    kind: sum
    unaffected_by: [movement_grain, reactivation_min_gap]
    expression: mrr_change + fx_change
    unit: money
    version: 2
    description: The sum of all movements. The start plus net new equals the end.
  mrr_from_movements:
    kind: cumulative
    unaffected_by: [movement_grain, reactivation_min_gap]
    of: net_new_mrr
    over: all_time
    unit: money
    version: 2
    description: >
      The sum of all movements up to the end of the period, which equals mrr. By plan it is the sum of
      movements of payers on that plan at the time: a payer that changes plans does not transfer earlier
      movements.
  new_paying_accounts:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: paying_accounts
    expression: "1"
    where: account_movement = 'new'
    unit: count
    version: 2
    description: "{{movement_grain}} that pay for the first time."
  reactivated_accounts:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: paying_accounts
    expression: "1"
    where: account_movement = 'reactivation'
    unit: count
    version: 2
    description: "{{movement_grain}} that paid, stopped, and pay again, however soon."
  churned_accounts:
    kind: movement
    unaffected_by: [reactivation_min_gap]
    of: paying_accounts
    expression: "1"
    where: account_movement = 'churn'
    decreases_balance: true
    unit: count
    version: 2
    description: "{{movement_grain}} that stopped paying."
  logo_churn_rate:
    kind: ratio
    numerator: churned_accounts
    denominator: starting_paying_accounts
    unit: ratio
    version: 2
    description: >
      {{movement_grain}} that stopped paying in the period, divided by those paying at its start. It is meant
      for months: a longer period includes payers that started and stopped within it, so it can exceed 1. Null
      when none was paying.
  revenue_quick_ratio:
    kind: derived
    unaffected_by: [reactivation_min_gap]
    expression: (new_mrr + expansion_mrr + reactivation_mrr) / nullif(-(contraction_mrr + churned_mrr), 0)
    inputs: [new_mrr, expansion_mrr, reactivation_mrr, contraction_mrr, churned_mrr]
    unit: ratio
    version: 2
    description: Gained revenue per unit of lost revenue. Null when no revenue was lost.
edge_cases:
  - The end of the data is not churn; a period without an end continues.
  - Trials, one-off items and metered items are no recurring revenue.
  - An unpaid invoice on top of a paid period ends only itself.
  - Two customers of one account that become one are no churn and no new revenue.
  - A later payment changes a closed month. The result then has a note, and restated_mrr lists it.
choices:
  - question: What amount counts?
    answer: The monthly value of the plans at the end of the month, after recurring discounts, before tax.
    because: It is what customers have promised to pay every month.
    others:
      Lago: What plans promise, not what was invoiced, like us.
      Fivetran: Contracted and billed MRR side by side.
      Usage-priced companies: Billed usage, or its trailing mean.
    options: [mrr_discounts]
    metrics: [mrr]
  - question: Which month does a period belong to?
    answer: Each month at whose end it is active.
    because: Movements then lead exactly from one month's end to the next.
    others:
      dbt mrr-playbook: Each month whose first day lies within it, with dates on first days only.
      Fivetran: A snapshot at the end of the month, like us.
    metrics: [mrr]
  - question: Who moves, an account or a subscription?
    answer: The account.
    because: A change of plan is an expansion of a customer, and not the loss of one and the gain of another.
    others:
      Fivetran: Each subscription item and price, so that a change of plan is churn and new revenue.
      ChartMogul: One of several subscriptions that ends is a contraction of the customer.
    options: [movement_grain]
  - question: When is a return a reactivation?
    answer: After any month's end without revenue.
    because: It needs no threshold, and movements stay explainable from two month's ends.
    others:
      dbt mrr-playbook: After any gap.
      Fivetran: Documented after three months, but computed as expansion in the model as published.
      Mattermost: Resurrection, and a late contract renewal is a category of its own.
    options: [reactivation_min_gap, late_renewal_grace_days]
    metrics: [reactivation_mrr, expansion_mrr]
  - question: When is revenue lost?
    answer: At the end of the period that was paid for, after a grace period for late payment.
    because: Until then the customer has what it paid for.
    others:
      ChartMogul: At the cancellation or at the end of the period, by setting.
    options: [past_due_grace_days, contract_past_due_grace_days, payment_terms_days]
    metrics: [churned_mrr, churned_accounts, logo_churn_rate]
  - question: Is the end of the data churn?
    answer: No.
    because: A period without a successor in the data may still be active.
    others:
      dbt mrr-playbook: Its example data end with a month in which all revenue churns.
    metrics: [churned_mrr, churned_accounts]
  - question: What is the denominator of logo churn?
    answer: The accounts that paid at the start of the month.
    because: New customers cannot leave before they arrive, and would make the rate lower.
    others:
      Firstory: Customers at the start plus new ones.
      StoreApps: The same.
    metrics: [logo_churn_rate]
  - question: How is ARR related to MRR?
    answer: It is always twelve times MRR. Signed contracts that have not started are in carr.
    because: Two numbers of one moment must not contradict each other.
    others:
      Companies with annual contracts: The annual value of contracts, apart from MRR.
    metrics: [arr]
---*/

with

revenue_movements as (

    select * from facts.revenue_movements

),

final as (

    select
        account_key,
        payer_key,
        month,
        plan,
        movement,
        case
            when movement = 'new' then 'new'
            when pays_now and not paid_before then 'reactivation'
            when paid_before and not pays_now then 'churn'
        end as account_movement,
        paid_before,
        pays_now,
        mrr_start,
        mrr_end,
        mrr_change,
        fx_change

    from revenue_movements

)

select * from final
