/*---
view: parameters.key_features
description: >
  The events of each named key feature: an event is a feature of its own name, or part of the group that is
  written before an equals sign. No row when no key feature is named.
owner: growth-data
grain: one row per key feature and event
key: [feature, event_name]
---*/

with

entries as (

    select distinct btrim(named.entry) as entry

    from parameters.business as parameters

    cross join lateral unnest(parameters.key_features) as named (entry)

),

final as (

    select distinct
        btrim(split_part(entry, '=', 1)) as feature,
        case
            when position('=' in entry) > 0 then btrim(substr(entry, position('=' in entry) + 1))
            else entry
        end as event_name

    from entries

)

select * from final
