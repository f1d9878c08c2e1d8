/*---
view: metrics.account_health
description: How healthy each account in use is as of now, of 100.
owner: growth-data
grain: one row per account in use
key: [account_key]
entities: { entities.accounts: account_key }
requires: [product_events]
assumes:
  invoices: No invoices were provided, so every subscription counts as paid for.
guards: { checks.unconvertible_currencies: MIXED_CURRENCIES }
affected_with:
  core_action: { active_event: [none] }
metrics:
  health_score:
    kind: avg
    expression: health_score
    unit: score
    description: >
      The mean of the components of the health rule by their weights, of 100; of several accounts, the
      simple average. A component of which nothing is known drops out; an account of which less than half of
      the weight is known has no score and is in no average. Null when no account has one.
  scored_accounts:
    kind: count
    where: health_score is not null
    unit: count
    description: Accounts in use that have a health score.
---*/

with

health_components as (

    select * from facts.health_components

),

weighted_components as (

    select
        account_key,
        sum(weight) as weight,
        sum(weight) filter (where score is not null) as known_weight,
        sum(weight * score) as weighted_score

    from health_components

    group by account_key

),

final as (

    select
        account_key,
        case when known_weight >= 0.5 * weight then weighted_score / known_weight end as health_score

    from weighted_components

)

select * from final
