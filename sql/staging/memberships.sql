/*---
view: staging.memberships
description: The memberships of users in workspaces, with validity periods.
owner: growth-data
grain: one row per membership period of a user in a workspace
key: [workspace_id, user_id, valid_from]
---*/

with

memberships as (

    select * from source.memberships

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(memberships.workspace_id) as workspace_id,
        plumbline.text_or_null(memberships.user_id) as user_id,
        plumbline.moment_or_null(memberships.valid_from) as valid_from,
        plumbline.moment_or_null(memberships.valid_to) as valid_to,
        plumbline.text_or_null(memberships.role) as role,
        plumbline.text_or_null(memberships.seat_type) as seat_type

    from memberships

    cross join data_horizon

    where plumbline.moment_or_null(memberships.valid_from) <= data_horizon.as_of

)

select * from final
