/*---
view: entities.workspace_plans
description: >
  The plan of each workspace, with validity periods (the end excluded). Before the first change of a
  workspace its plan is unknown; a workspace without changes counts as always on its current plan.
owner: growth-data
grain: one row per workspace and validity period of a plan
key: [workspace_id, valid_from]
time: valid_from
stored: true
indexes: [[workspace_id], [account_key]]
---*/

with

plan_changes as (

    select * from staging.plan_changes

),

workspaces as (

    select * from entities.workspaces

),

changed as (

    select
        workspaces.account_key,
        plan_changes.workspace_id,
        plan_changes.plan,
        plan_changes.valid_from,
        lead(plan_changes.valid_from, 1, 'infinity'::timestamptz) over (
            partition by workspaces.account_key, plan_changes.workspace_id
            order by plan_changes.valid_from
        ) as valid_to

    from plan_changes

    inner join workspaces
        on plan_changes.workspace_id = workspaces.workspace_id

),

unchanged as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        workspaces.plan,
        '-infinity'::timestamptz as valid_from,
        'infinity'::timestamptz as valid_to

    from workspaces

    where
        workspaces.plan is not null
        and not exists (
            select 1 from plan_changes
            where plan_changes.workspace_id = workspaces.workspace_id
        )

),

final as (

    select * from changed
    union all
    select * from unchanged

)

select * from final
