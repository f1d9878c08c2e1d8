/*---
view: metrics.account_health
description: The health score (0–100) of each started account, as of the query's `as_of`.
owner: growth-data
grain: one row per started account
key: [account_key]
entities:
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events]
assumes:
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
unaffected_by: [week_start]
affected_with:
  core_action: { active_event: [none] }
metrics:
  health_score:
    kind: avg
    expression: health_score
    unit: score
    description: >
      The weighted mean of the components of the health rule, out of 100; for several accounts, the simple
      average. Unknown components are left out; an account with less than half of the weight known has no
      score and is left out of averages. Null when no account has a score.
  scored_accounts:
    kind: count
    where: health_score is not null
    unit: count
    description: Started accounts that have a health score.
edge_cases:
  - An unknown component is left out, and its weight with it.
  - An account with less than half of the weight known has no score.
choices:
  - question: Which weights and bands?
    answer: Usage 40, breadth 20, momentum 20, commercial 20.
    because: A score needs a start. Test it against real churn before people act on it, and change the rule.
    others:
      Natero: The same arithmetic, a weighted mean of components, with weights by company.
      Customer success tools: Bands at 40 and 70, or at 35 and 70.
      GitLab: Requires back-testing of weights.
    options: [health_rule]
---*/

with

health_scores as (

    select * from facts.health_scores

),

final as (

    select
        account_key,
        health_score

    from health_scores

)

select * from final
