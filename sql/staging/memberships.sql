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

knowledge as (

    select * from parameters.knowledge

),

-- what was dated after it was received is not there before its time
final as (

    select
        nullif(trim(memberships.workspace_id), '') as workspace_id,
        nullif(trim(memberships.user_id), '') as user_id,
        memberships.valid_from,
        memberships.valid_to,
        nullif(trim(memberships.role), '') as role,
        nullif(trim(memberships.seat_type), '') as seat_type

    from memberships

    cross join knowledge

    where memberships.valid_from <= knowledge.as_of

)

select * from final
