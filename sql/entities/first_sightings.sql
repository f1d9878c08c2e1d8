/*---
view: entities.first_sightings
description: >
  When each person and workspace that nobody registered was first seen, and from when until when that was the
  earliest event anybody knew of: one that arrives late moves the beginning from its arrival on, never before.
owner: growth-data
grain: one row per unregistered person or workspace and earliest event known
key: [kind, sighted_id, known_from]
time: seen_at
stored: true
indexes: [[sighted_id]]
crosses_accounts: People and workspaces are seen before anyone's account is known.
checks:
  known_after_it_happened: known_from >= seen_at
  known_for_a_while: known_until > known_from
---*/

with

stitched_events as (

    select * from entities.stitched_events

),

user_ids as not materialized (

    select * from entities.user_ids

),

workspaces as not materialized (

    select * from staging.workspaces

),

sightings as (

    select
        'user'::text as kind,
        stitched_events.user_id as sighted_id,
        stitched_events.occurred_at,
        stitched_events.known_at

    from stitched_events

    left join user_ids
        on stitched_events.user_id = user_ids.user_id
        and user_ids.id_kind = 'user'

    where
        stitched_events.user_id is not null
        and user_ids.user_id is null

    union all

    select
        'workspace'::text as kind,
        stitched_events.workspace_id as sighted_id,
        stitched_events.occurred_at,
        stitched_events.known_at

    from stitched_events

    left join workspaces
        on stitched_events.workspace_id = workspaces.workspace_id

    where
        stitched_events.workspace_id is not null
        and workspaces.workspace_id is null

),

-- what was known to be the earliest before each event was received
in_order as (

    select
        kind,
        sighted_id,
        occurred_at,
        known_at,
        min(occurred_at) over (
            partition by kind, sighted_id
            order by known_at, occurred_at
            rows between unbounded preceding and 1 preceding
        ) as earliest_before

    from sightings

),

-- only what was earlier still changed anything
earlier_still as (

    select
        kind,
        sighted_id,
        occurred_at,
        known_at

    from in_order

    where
        earliest_before is null
        or occurred_at < earliest_before

),

final as (

    select
        kind,
        sighted_id,
        occurred_at as seen_at,
        known_at as known_from,
        lead(known_at, 1, 'infinity'::timestamptz) over (
            partition by kind, sighted_id
            order by known_at
        ) as known_until

    from earlier_still

)

select * from final
