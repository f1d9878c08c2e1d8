/*---
view: entities.first_sightings
description: >
  When each person and workspace was first seen, as long as nobody had registered it, and when each account
  was first named by an event; and from when until when that was the earliest event anybody knew of. One that
  arrives late moves the beginning from its arrival on, never before.
owner: growth-data
grain: one row per person, workspace or account and earliest event known
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

registrations as not materialized (

    select * from entities.registrations

),

workspaces as not materialized (

    select * from staging.workspaces

),

first_registrations as (

    select
        user_id,
        min(created_at) as registered_at

    from registrations

    group by user_id

),

-- what was seen and known before anybody registered it
sightings as (

    select
        'user'::text as kind,
        stitched_events.user_id as sighted_id,
        stitched_events.occurred_at,
        stitched_events.known_at,
        first_registrations.registered_at

    from stitched_events

    left join first_registrations
        on stitched_events.user_id = first_registrations.user_id

    where
        stitched_events.user_id is not null
        and (
            first_registrations.user_id is null
            or stitched_events.known_at < first_registrations.registered_at
        )

    union all

    select
        'workspace'::text as kind,
        stitched_events.workspace_id as sighted_id,
        stitched_events.occurred_at,
        stitched_events.known_at,
        workspaces.created_at as registered_at

    from stitched_events

    left join workspaces
        on stitched_events.workspace_id = workspaces.workspace_id

    where
        stitched_events.workspace_id is not null
        and (
            workspaces.workspace_id is null
            or stitched_events.known_at < workspaces.created_at
        )

    union all

    select
        'account'::text as kind,
        account_id as sighted_id,
        occurred_at,
        known_at,
        null::timestamptz as registered_at

    from stitched_events

    where account_id is not null

),

-- what was known to be the earliest before each event was received
in_order as (

    select
        kind,
        sighted_id,
        occurred_at,
        known_at,
        registered_at,
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
        known_at,
        registered_at

    from in_order

    where
        earliest_before is null
        or occurred_at < earliest_before

),

-- each holds until the next one or, at last, until the registration
final as (

    select
        kind,
        sighted_id,
        occurred_at as seen_at,
        known_at as known_from,
        least(
            lead(known_at, 1, 'infinity'::timestamptz) over (
                partition by kind, sighted_id
                order by known_at
            ),
            registered_at
        ) as known_until

    from earlier_still

)

select * from final
