/*---
view: facts.health_components
description: >
  How healthy each account is in each component of the health rule: the mean of what the component's metrics
  score, of those that are known. Null when none is.
owner: growth-data
grain: one row per account in use and component
key: [account_key, component]
checks:
  scores_are_percentages: score is null or score between 0 and 100
---*/

with

accounts_in_use as (

    select * from facts.accounts_in_use

),

account_measures as (

    select * from facts.account_measures

),

health_stretches as (

    select * from parameters.health_stretches

),

components as (

    select distinct
        component,
        weight

    from health_stretches

),

-- the stretch in which a value lies; on a breakpoint, the one that begins there
placed as (

    select
        account_measures.account_key,
        health_stretches.component,
        health_stretches.metric_number,
        case
            when health_stretches.from_value is null then health_stretches.to_score
            when health_stretches.to_value is null then health_stretches.from_score
            else
                health_stretches.from_score
                + (health_stretches.to_score - health_stretches.from_score)
                * (account_measures.value - health_stretches.from_value)
                / (health_stretches.to_value - health_stretches.from_value)
        end as score

    from account_measures

    inner join health_stretches
        on account_measures.measure = health_stretches.measure
        and account_measures.window_days = health_stretches.window_days
        and (health_stretches.from_value is null or account_measures.value >= health_stretches.from_value)
        and (health_stretches.to_value is null or account_measures.value < health_stretches.to_value)

),

scored as (

    select
        account_key,
        component,
        avg(score) as score

    from placed

    group by account_key, component

),

final as (

    select
        accounts_in_use.account_key,
        components.component,
        components.weight,
        scored.score

    from accounts_in_use

    cross join components

    left join scored
        on accounts_in_use.account_key = scored.account_key
        and components.component = scored.component

)

select * from final
