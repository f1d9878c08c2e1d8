/*---
table: identities
description: The last user of each anonymous id.
needs: [events]
---*/

with

events as (

    select * from vendor.events

),

final as (

    select distinct on (domain_userid)
        domain_userid as anonymous_id,
        user_id,
        collector_tstamp as linked_at

    from events

    where
        user_id is not null
        and domain_userid is not null

    order by domain_userid, collector_tstamp desc

)

select * from final
