/*---
view: parameters.health_score_segments
description: >
  The health rule as line segments: the score of a measure is linear between two breakpoints, and constant
  before the first and after the last one.
owner: growth-data
grain: one row per metric of a component and segment between two breakpoints, or beyond them
key: [component, metric_number, span_number]
---*/

with

components as (

    select
        component.rule ->> 'component' as component,
        (component.rule ->> 'weight')::numeric as weight,
        component.rule -> 'metrics' as metrics

    from parameters.business as parameters

    cross join lateral jsonb_array_elements(parameters.health_rule -> 'components') as component (rule)

),

metrics as (

    select
        components.component,
        components.weight,
        metric.metric_number,
        metric.rule ->> 'measure' as measure,
        coalesce((metric.rule ->> 'window_days')::integer, 0) as window_days,
        metric.rule -> 'points' as points

    from components

    cross join lateral jsonb_array_elements(components.metrics)
        with ordinality as metric (rule, metric_number)

),

breakpoints as (

    select
        metrics.component,
        metrics.weight,
        metrics.metric_number,
        metrics.measure,
        metrics.window_days,
        point.point_number,
        (point.rule ->> 0)::numeric as value,
        (point.rule ->> 1)::numeric as score

    from metrics

    cross join lateral jsonb_array_elements(metrics.points)
        with ordinality as point (rule, point_number)

),

-- from each breakpoint to the next one; the last segment is open-ended
onwards as (

    select
        component,
        weight,
        metric_number,
        measure,
        window_days,
        point_number as span_number,
        value as from_value,
        score as from_score,
        lead(value) over (partition by component, metric_number order by point_number) as to_value,
        lead(score) over (partition by component, metric_number order by point_number) as to_score

    from breakpoints

),

final as (

    select
        component,
        weight,
        metric_number,
        measure,
        window_days,
        span_number,
        from_value,
        from_score,
        to_value,
        to_score
    from onwards
    union all
    -- the segment before the first breakpoint
    select
        component,
        weight,
        metric_number,
        measure,
        window_days,
        0 as span_number,
        null as from_value,
        null as from_score,
        value as to_value,
        score as to_score
    from breakpoints
    where point_number = 1

)

select * from final
