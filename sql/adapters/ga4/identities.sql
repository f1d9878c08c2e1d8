/*---
table: identities
description: The last user of each device.
needs: [events]
---*/

with

events as (

    select * from vendor.events

),

final as (

    select distinct on (user_pseudo_id)
        user_pseudo_id as anonymous_id,
        user_id,
        event_timestamp as linked_at

    from events

    where
        user_id is not null
        and user_pseudo_id is not null

    order by user_pseudo_id, event_timestamp desc

)

select * from final
