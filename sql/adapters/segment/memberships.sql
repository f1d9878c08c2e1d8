/*---
table: memberships
description: A user is a member of a group from the first call that says so.
needs: [groups]
---*/

with

groups as (

    select * from vendor.groups

),

settings as (

    select * from vendor.settings

),

final as (

    select
        groups.group_id as workspace_id,
        groups.user_id,
        min(groups.timestamp) as valid_from

    from groups

    cross join settings

    where
        settings.group_kind = 'workspace'
        and groups.group_id is not null
        and groups.user_id is not null

    group by groups.group_id, groups.user_id

)

select * from final
