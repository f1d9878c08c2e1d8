/*---
view: entities.workspace_creation_history
description: >
  When each workspace was made, and from when until when that was what was known: a registered one is known at
  once, one known only from events was made with the earliest event received by then.
owner: growth-data
grain: one row per workspace and beginning known
key: [workspace_id, known_from]
time: created_at
stored: true
indexes: [[workspace_id], [account_key]]
---*/

with

workspaces as (

    select * from entities.workspaces

),

first_sightings as (

    select * from entities.first_sightings

),

-- known from the registration on
registered as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        workspaces.roll_up_method,
        true as is_registered,
        false as is_before_registration,
        workspaces.created_at,
        workspaces.created_at as known_from,
        'infinity'::timestamptz as known_until

    from workspaces

    where not workspaces.is_only_seen

),

-- and before it, or without one, from having been seen
seen as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        workspaces.roll_up_method,
        workspaces.is_registered and workspaces.is_only_seen as is_registered,
        not workspaces.is_only_seen as is_before_registration,
        first_sightings.seen_at as created_at,
        first_sightings.known_from,
        first_sightings.known_until

    from workspaces

    inner join first_sightings
        on workspaces.workspace_id = first_sightings.sighted_id
        and first_sightings.kind = 'workspace'

),

final as (

    select * from registered
    union all
    select * from seen

)

select * from final
