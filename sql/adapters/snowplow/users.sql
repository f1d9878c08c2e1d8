/*---
table: users
description: One row per user, created when first seen.
needs: [events]
---*/

with

events as (

    select * from vendor.events

),

final as (

    select
        user_id,
        min(coalesce(derived_tstamp, collector_tstamp)) as created_at

    from events

    where user_id is not null

    group by user_id

)

select * from final
