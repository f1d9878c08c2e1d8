/*---
view: facts.health_components
description: >
  The health of each account in each component of the health rule: the mean score of the component's known
  metrics. Null when none is known.
owner: growth-data
grain: one row per started account and component
key: [account_key, component]
stored: true
indexes: [[account_key]]
checks:
  scores_are_percentages: score is null or score between 0 and 100
---*/

with

started_accounts as (

    select * from facts.started_accounts

),

account_signals as (

    select * from facts.account_signals

),

segments as (

    select * from parameters.health_score_segments

),

components as (

    select distinct
        component,
        weight

    from segments

),

-- the segment that contains the value; a breakpoint belongs to the segment that starts there
scored_metrics as (

    select
        account_signals.account_key,
        segments.component,
        segments.metric_number,
        plumbline.score_between(
            account_signals.value,
            segments.from_value,
            segments.from_score,
            segments.to_value,
            segments.to_score
        ) as score

    from account_signals

    inner join segments
        on account_signals.measure = segments.measure
        and account_signals.window_days = segments.window_days
        and (segments.from_value is null or account_signals.value >= segments.from_value)
        and (segments.to_value is null or account_signals.value < segments.to_value)

),

scored_components as (

    select
        account_key,
        component,
        avg(score) as score

    from scored_metrics

    group by account_key, component

),

final as (

    select
        started_accounts.account_key,
        components.component,
        components.weight,
        scored_components.score

    from started_accounts

    cross join components

    left join scored_components
        on started_accounts.account_key = scored_components.account_key
        and components.component = scored_components.component

)

select * from final
