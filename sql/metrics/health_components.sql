/*---
view: metrics.health_components
description: How healthy each account in use is as of now in each component of the health rule, of 100.
owner: growth-data
grain: one row per account in use and component
key: [account_key, component]
entities: { entities.accounts: account_key }
requires: [product_events]
assumes:
  invoices: No invoices were provided, so every subscription counts as paid for.
guards: { checks.unconvertible_currencies: MIXED_CURRENCIES }
dimensions:
  health_component:
    description: "The component of the health rule, such as usage."
    column: component
affected_with:
  core_action: { active_event: [none] }
metrics:
  health_component_score:
    kind: avg
    expression: score
    unit: score
    description: >
      The mean of what a component's metrics score, of 100; of several accounts or components, the simple
      average. Null when nothing of it is known, and then it is in no health score.
  accounts_with_component:
    kind: count_distinct
    expression: account_key
    where: score is not null
    unit: count
    description: Accounts in use of which something is known in a component.
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
