/*---
view: entities.workspace_creation_history
description: >
  When each workspace was created, with the period during which that was the recorded date. A registration
  is recorded at once; an event-only workspace is created by the earliest event received so far.
owner: growth-data
grain: one row per workspace and recorded creation date
key: [workspace_id, recorded_from]
time: created_at
stored: true
indexes: [[workspace_id], [account_key]]
---*/

with

workspaces as (

    select * from entities.workspaces

),

first_seen as (

    select * from entities.first_seen

),

-- from the registration on
registered as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        workspaces.roll_up_method,
        true as is_registered,
        false as is_pre_registration,
        workspaces.created_at,
        workspaces.created_at as recorded_from,
        'infinity'::timestamptz as recorded_to

    from workspaces

    where not workspaces.is_event_only

),

-- before the registration, or without one: by the earliest event
unregistered as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        workspaces.roll_up_method,
        workspaces.is_registered and workspaces.is_event_only as is_registered,
        not workspaces.is_event_only as is_pre_registration,
        first_seen.first_seen_at as created_at,
        first_seen.recorded_from,
        first_seen.recorded_to

    from workspaces

    inner join first_seen
        on workspaces.workspace_id = first_seen.entity_id
        and first_seen.entity_type = 'workspace'

),

final as (

    select * from registered
    union all
    select * from unregistered

)

select * from final
