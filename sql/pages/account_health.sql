/*---
view: pages.account_health
description: >
  The health of each started account as of `as_of`: the score, its components, and how the weekly score has
  changed in four weeks.
owner: growth-data
grain: one row per started account
key: [account_key]
stored: true
indexes: [[account_key]]
requires: [product_events]
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
columns:
  health_score: { description: "From 0 to 100. Null when less than half of the weight of the rule is known." }
  health_trend:
    description: >
      The change of the score from the end of a week to that of the last full week, four weeks later. Measures
      without a history, such as revenue, are left out of both. Null when either score is unknown.
  components:
    description: "A list of `component`, `weight` and `score`; the score is null when it is unknown."
---*/

with

health_scores as (

    select * from facts.health_scores

),

health_components as (

    select * from facts.health_components

),

health_weeks as (

    select * from facts.health_weeks

),

evaluations as (

    select * from facts.evaluations

),

listed_components as (

    select
        account_key,
        jsonb_agg(
            jsonb_build_object(
                'component', component,
                'weight', weight::text,
                'score', trim_scale(round(score, 6))::text
            )
            order by component
        ) as components

    from health_components

    group by account_key

),

-- the last full week and the four before it; an hour more, as clocks change
changes as (

    select
        account_key,
        health_score - lag(health_score, 4) over weeks as health_trend,
        row_number() over (partition by account_key order by evaluated_at desc) as weeks_ago

    from health_weeks

    where
        evaluated_at >= (
            select max(evaluated_at) - interval '28 days 1 hour'
            from evaluations
            where evaluation = 'week'
        )

    window weeks as (partition by account_key order by evaluated_at)

),

final as (

    select
        health_scores.account_key,
        trim_scale(round(health_scores.health_score, 6)) as health_score,
        health_scores.health_band,
        trim_scale(round(changes.health_trend, 6)) as health_trend,
        coalesce(listed_components.components, '[]'::jsonb) as components

    from health_scores

    left join listed_components
        on health_scores.account_key = listed_components.account_key

    left join changes
        on health_scores.account_key = changes.account_key
        and changes.weeks_ago = 1

)

select * from final
