/*---
view: entities.workspace_creation_history
description: >
  When each workspace was made, and from when until when that was what was known: a registered one is known at
  once, one known only from events was made with the earliest event received by then.
owner: growth-data
grain: one row per workspace and beginning known
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

-- known from the registration on
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

-- and before it, or without one, from having been seen
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
