/*---
view: metrics.revenue_cohorts
description: >
  Every month in which a payer pays. The first one puts it into a cohort for good; what it pays later says
  what the cohort has become. A payer is the account or, by option, a customer or a subscription item.
owner: growth-data
grain: one row per payer and month with revenue
key: [account_key, payer_key, month]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.account_origins: account_key
  facts.revenue_movement_motions: "account_key, payer_key, month"
requires: [subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
guards: { checks.unconvertible_currencies: MIXED_CURRENCIES }
dimensions:
  first_plan:
    description: >
      The plan that most of the payer's revenue was on in its first month. Null when the data name no plan.
metrics:
  cohort_accounts:
    kind: retention
    actor: payer_key
    measure: size
    unit: count
    version: 2
    description: The cohort's {{movement_grain}}, by the month in which they first paid.
  cohort_accounts_kept:
    kind: retention
    actor: payer_key
    measure: retained
    unit: count
    version: 2
    description: >
      The cohort's {{movement_grain}} that pay at the end of the month at this age; at age 0 the whole
      cohort. Null when the month has not begun.
  cohort_mrr:
    kind: retention
    actor: payer_key
    measure: size
    weight: mrr
    unit: money
    version: 2
    description: What the cohort paid at the end of its first month.
  cohort_mrr_now:
    kind: retention
    actor: payer_key
    measure: retained
    weight: mrr
    unit: money
    version: 2
    description: >
      What the cohort pays at the end of the month at this age, whoever left and came back included.
      Null when the month has not begun.
  cohort_mrr_kept:
    kind: retention
    actor: payer_key
    measure: retained
    weight: mrr
    capped: true
    unit: money
    version: 2
    description: >
      What the cohort pays at the end of the month at this age, nobody counted for more than in its first
      month. Null when the month has not begun.
  cohort_logo_retention_rate:
    kind: ratio
    numerator: cohort_accounts_kept
    denominator: cohort_accounts
    unit: ratio
    version: 2
    description: >
      The share of a cohort's {{movement_grain}} that pay at this age. Null when the month has not begun.
  cohort_net_revenue_retention:
    kind: ratio
    numerator: cohort_mrr_now
    denominator: cohort_mrr
    unit: ratio
    version: 2
    description: >
      What is left at this age of what a cohort paid in its first month, with expansion. Null when the month
      has not begun.
  cohort_gross_revenue_retention:
    kind: ratio
    numerator: cohort_mrr_kept
    denominator: cohort_mrr
    unit: ratio
    version: 2
    description: >
      What is left at this age of what a cohort paid in its first month, without expansion; never more than 1,
      nor than net. Null when the month has not begun.
warns:
  facts.restated_totals: >
    In all accounts together and by the canonical options, these closed months are not what was said when
    they were closed (month, by how much, in how many accounts): restated_mrr says by which account and why,
    and books closed answers with what was said then.
---*/

with

payer_months as not materialized (

    select * from facts.payer_months

),

-- who has a credit pays nothing
final as (

    select
        account_key,
        payer_key,
        month,
        mrr,
        plan as first_plan,
        month = min(month) over (partition by account_key, payer_key) as is_start,
        month = min(month) over (partition by account_key, payer_key) as has_start_name,
        true as is_return

    from payer_months

    where is_paying

)

select * from final
