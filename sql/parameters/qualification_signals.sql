/*---
view: parameters.qualification_signals
description: The signals of the qualification rule, and how many of them an account needs.
owner: growth-data
grain: one row per signal
key: [signal_number]
---*/

with

signals as (

    select
        signal.signal_number,
        signal.rule ->> 'measure' as measure,
        coalesce((signal.rule ->> 'window_days')::integer, 0) as window_days,
        signal.rule ->> 'op' as operator,
        (signal.rule ->> 'value')::numeric as threshold,
        parameters.qualification_rule ->> 'require' as required

    from parameters.business as parameters

    cross join lateral jsonb_array_elements(parameters.qualification_rule -> 'signals')
        with ordinality as signal (rule, signal_number)

),

final as (

    select
        signal_number,
        measure,
        window_days,
        operator,
        threshold,
        case required
            when 'all' then count(*) over ()
            when 'any' then 1
            else required::integer
        end as signals_needed

    from signals

)

select * from final
