/*---
table: memberships
description: A person is a member of a group from its first event there.
needs: [events]
---*/

with

events as (

    select * from vendor.person_events

),

final as (

    select
        workspace_id,
        person_id as user_id,
        min(timestamp) as valid_from

    from events

    where
        workspace_id is not null
        and is_identified

    group by workspace_id, person_id

)

select * from final
