/*---
table: workspaces
description: One row per group of the type that is a workspace.
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
        groups.group_key as workspace_id,
        coalesce(groups.group_properties ->> 'name', groups.group_key) as name,
        groups.created_at,
        groups.group_properties ->> 'plan' as plan

    from groups

    cross join settings

    where groups.group_type_index = settings.workspace_group

)

select * from final
