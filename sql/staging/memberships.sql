/*---
view: staging.memberships
description: Who belonged to which workspace, from when to when.
owner: growth-data
grain: one row per stay of a user in a workspace
key: [workspace_id, user_id, valid_from]
---*/

with

memberships as (

    select * from source.memberships

),

final as (

    select
        workspace_id,
        user_id,
        valid_from,
        valid_to,
        role,
        seat_type

    from memberships

)

select * from final
