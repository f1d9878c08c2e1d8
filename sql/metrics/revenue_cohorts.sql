/*---
view: metrics.revenue_cohorts
description: >
  Every month with revenue of a payer. The first one assigns the payer to a cohort for good; later ones show
  how the cohort develops. A payer is the account or, by option, a customer or a subscription item.
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
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
  facts.restated_totals:
    severity: warning
    message: >
      Across all accounts and with canonical options, the revenue of these closed months has changed since
      closing (month, difference, number of accounts): restated_mrr shows the accounts and the reasons, and
      the option books closed uses the revenue at closing.
dimensions:
  first_plan: { from: metrics.lifetime_value }
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
      The cohort's {{movement_grain}} that are paying at the end of the month at this age; at age 0 the whole
      cohort. Null when the month has not started.
  cohort_mrr:
    kind: retention
    actor: payer_key
    measure: size
    weight: mrr
    unit: money
    version: 2
    description: The cohort's revenue at the end of its first month.
  cohort_mrr_now:
    kind: retention
    actor: payer_key
    measure: retained
    weight: mrr
    unit: money
    version: 2
    description: >
      The cohort's revenue at the end of the month at this age, including payers that left and came back. Null
      when the month has not started.
  cohort_mrr_kept:
    kind: retention
    actor: payer_key
    measure: retained
    weight: mrr
    capped: true
    unit: money
    version: 2
    description: >
      The cohort's revenue at the end of the month at this age, each payer capped at its revenue in the first
      month. Null when the month has not started.
  cohort_logo_retention_rate:
    kind: ratio
    numerator: cohort_accounts_kept
    denominator: cohort_accounts
    unit: ratio
    version: 2
    description: >
      The share of a cohort's {{movement_grain}} that are paying at this age. Null when the month has not
      started.
  cohort_net_revenue_retention:
    kind: ratio
    numerator: cohort_mrr_now
    denominator: cohort_mrr
    unit: ratio
    version: 2
    description: >
      The share of a cohort's first-month revenue that remains at this age, including expansion. Null when the
      month has not started.
  cohort_gross_revenue_retention:
    kind: ratio
    numerator: cohort_mrr_kept
    denominator: cohort_mrr
    unit: ratio
    version: 2
    description: >
      The share of a cohort's first-month revenue that remains at this age, without expansion; never more than
      1 or than net retention. Null when the month has not started.
edge_cases:
  - A payer stays in the cohort of its first month, even when it leaves and returns.
choices:
  - question: By cohort, or by trailing window?
    answer: By cohort here; revenue_retention has the trailing window.
    because: A cohort shows how one year's customers develop, a window how the company does now.
    others:
      Mattermost: The retained annual revenue of each cohort year.
      SaaS boards: The trailing twelve months only.
---*/

with

payer_months as not materialized (

    select * from facts.payer_months

),

-- a payer with a credit is not paying
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
