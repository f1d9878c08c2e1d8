/*---
view: metrics.health_components
description: >
  Health score (0–100) of each started account for each component of the health rule, as of the query's
  `as_of`.
owner: growth-data
grain: one row per started account and component
key: [account_key, component]
entities:
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events]
assumes:
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  health_component:
    description: "The component of the health rule, such as usage."
    column: component
unaffected_by: [week_start]
affected_with:
  core_action: { active_event: [none] }
metrics:
  health_component_score:
    kind: avg
    expression: score
    unit: score
    description: >
      The mean score of the component's metrics, out of 100; for several accounts or components, the simple
      average. Null when none of its metrics is known; the component is then left out of the health score.
  accounts_with_component:
    kind: count_distinct
    expression: account_key
    where: score is not null
    unit: count
    description: Started accounts with a known value in a component.
edge_cases:
  - A component without a known measure has no score, and its account does not count.
choices:
  - question: Is one number enough?
    answer: No. The components are always available next to the score.
    because: Two accounts with the same score can need opposite actions.
    others:
      Traffic lights: One color for each account.
    options: [health_rule]
---*/

with

health_components as (

    select * from facts.health_components

),

final as (

    select
        account_key,
        component,
        score

    from health_components

)

select * from final
