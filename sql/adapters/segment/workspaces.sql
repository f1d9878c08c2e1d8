/*---
table: workspaces
description: One row per group, by its newest call; it was created at its first one unless it says when.
needs: [groups]
---*/

with

groups as (

    select * from vendor.groups

),

settings as (

    select * from vendor.settings

),

known as (

    select
        group_id,
        (array_agg(name order by timestamp desc) filter (where name is not null))[1] as name,
        (array_agg(plan order by timestamp desc) filter (where plan is not null))[1] as plan,
        coalesce(min(created_at), min(timestamp)) as created_at

    from groups

    where group_id is not null

    group by group_id

),

final as (

    select
        known.group_id as workspace_id,
        coalesce(known.name, known.group_id) as name,
        known.created_at,
        known.plan

    from known

    cross join settings

    where settings.group_kind = 'workspace'

)

select * from final
