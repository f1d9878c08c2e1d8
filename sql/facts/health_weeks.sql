/*---
view: facts.health_weeks
description: >
  The health score of each started account at the end of every week, from the measures of the health rule that
  are known for past weeks: revenue, contracts, feedback and tickets are left out. Null when less than half of
  the weight is known.
owner: growth-data
grain: one row per account and week end since it started
key: [account_key, evaluated_at]
time: evaluated_at
---*/

with

account_usage as (

    select * from facts.account_usage

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

total_weights as (

    select sum(weight) as total_weight from components

),

-- a measure without a window is the same in every window: one of them is enough
measured as (

    select
        account_usage.account_key,
        account_usage.evaluated_at,
        segments.component,
        segments.weight,
        segments.metric_number,
        segments.from_value,
        segments.from_score,
        segments.to_value,
        segments.to_score,
        case segments.measure
            when 'users' then account_usage.users
            when 'users_of_one_domain' then account_usage.users_of_one_domain
            when 'active_users' then account_usage.active_users
            when 'active_share' then account_usage.active_share
            when 'user_penetration' then account_usage.user_penetration
            when 'momentum' then account_usage.momentum
            when 'active_weeks' then account_usage.active_weeks
            when 'features_used' then account_usage.features_used
            when 'paid_features_used' then account_usage.paid_features_used
        end::numeric as value

    from account_usage

    inner join segments
        on account_usage.window_days
            = case when segments.window_days = 0 then 28 else segments.window_days end

    where account_usage.evaluation = 'week'

),

-- the mean of the known metrics of each component
scored_components as (

    select
        account_key,
        evaluated_at,
        component,
        weight,
        avg(
            plumbline.score_between(value, from_value, from_score, to_value, to_score)
        ) filter (
            where
                (from_value is null or value >= from_value)
                and (to_value is null or value < to_value)
        ) as score

    from measured

    group by account_key, evaluated_at, component, weight

),

weighted as (

    select
        account_key,
        evaluated_at,
        sum(weight) filter (where score is not null) as known_weight,
        sum(weight * score) as weighted_score

    from scored_components

    group by account_key, evaluated_at

),

final as (

    select
        weighted.account_key,
        weighted.evaluated_at,
        case
            when weighted.known_weight >= 0.5 * total_weights.total_weight
                then weighted.weighted_score / weighted.known_weight
        end as health_score

    from weighted

    cross join total_weights

)

select * from final
