/*---
table: product_events
description: One row per event, its parameters as one object.
needs: [events]
---*/

with

events as (

    select * from vendor.events

),

settings as (

    select * from vendor.settings

),

-- a parameter has its value in the field of its type
named as (

    select
        event_name,
        event_timestamp,
        event_bundle_sequence_id,
        batch_ordering_id,
        batch_event_index,
        user_id,
        user_pseudo_id,
        (
            select
                jsonb_object_agg(
                    parameter ->> 'key',
                    coalesce(
                        parameter #> '{value,string_value}',
                        parameter #> '{value,int_value}',
                        parameter #> '{value,float_value}',
                        parameter #> '{value,double_value}'
                    )
                )
            from jsonb_array_elements(jsonb_path_query_array(
                events.event_params, 'strict $[*] ? (exists (@.key))', '{}', true
            )) as parameters (parameter)
        ) as properties

    from events

),

final as (

    select
        md5(concat_ws(
            '|', named.user_pseudo_id, named.event_name, extract(epoch from named.event_timestamp)::text,
            named.event_bundle_sequence_id, named.batch_ordering_id, named.batch_event_index
        )) as event_id,
        named.event_timestamp as occurred_at,
        named.event_name,
        named.user_pseudo_id as anonymous_id,
        named.user_id,
        named.properties ->> settings.workspace_parameter as workspace_id,
        named.properties

    from named

    cross join settings

)

select * from final
