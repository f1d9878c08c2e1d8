/*---
view: entities.workspace_starts
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

final as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        workspaces.is_registered,
        coalesce(first_sightings.seen_at, workspaces.created_at) as created_at,
        coalesce(first_sightings.known_from, workspaces.created_at) as known_from,
        coalesce(first_sightings.known_until, 'infinity') as known_until

    from workspaces

    left join first_sightings
        on workspaces.workspace_id = first_sightings.sighted_id
        and first_sightings.kind = 'workspace'

)

select * from final
