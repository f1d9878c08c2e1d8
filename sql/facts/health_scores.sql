/*---
view: facts.health_scores
description: >
  The health score (0–100) of each started account, as of the query's `as_of`: the weighted mean of its known
  components. Null when less than half of the weight is known.
owner: growth-data
grain: one row per started account
key: [account_key]
dimensions:
  account_health:
    description: The account's health score, out of 100. Null when it is unknown.
    column: health_score
    type: numeric
    requires: [product_events]
  health_band:
    description: >
      The account's health by its score: low below health_low_score, high from health_high_score on. Null
      when the score is unknown.
    values: [low, medium, high]
    requires: [product_events]
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

scores as (

    select
        account_key,
        case when known_weight >= 0.5 * weight then weighted_score / known_weight end as health_score

    from weighted_components

),

final as (

    select
        scores.account_key,
        scores.health_score,
        case
            when scores.health_score < parameters.health_low_score then 'low'
            when scores.health_score < parameters.health_high_score then 'medium'
            when scores.health_score >= parameters.health_high_score then 'high'
        end as health_band

    from scores

    cross join parameters.business as parameters

)

select * from final
