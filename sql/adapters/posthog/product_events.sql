/*---
table: product_events
description: >
  One row per event. Calls that tell PostHog about a person or a group are no events; `$pageview` is passive.
needs: [events]
---*/

with

events as (

    select * from vendor.person_events

),

final as (

    select
        uuid as event_id,
        timestamp as occurred_at,
        created_at as received_at,
        event as event_name,
        case when not is_identified then person_id end as anonymous_id,
        case when is_identified then person_id end as user_id,
        workspace_id,
        properties

    from events

    where event not in ('$identify', '$create_alias', '$set', '$groupidentify')

)

select * from final
