/*---
view: entities.first_seen
description: >
  When events first named each user, workspace and account, with the period during which that was the
  earliest recorded event. Users and workspaces appear only until they are registered. An event that arrives
  late moves the date from its arrival on, never before.
owner: growth-data
grain: one row per user, workspace or account and earliest recorded event
key: [entity_type, entity_id, recorded_from]
time: first_seen_at
stored: true
indexes: [[entity_id]]
crosses_accounts: Users and workspaces are seen before accounts are assigned.
checks:
  recorded_after_it_happened: recorded_from >= first_seen_at
  recorded_period_is_positive: recorded_to > recorded_from
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

-- events recorded before the user or workspace was registered
sightings as (

    select
        'user'::text as entity_type,
        stitched_events.user_id as entity_id,
        stitched_events.occurred_at,
        stitched_events.recorded_at,
        first_registrations.registered_at

    from stitched_events

    left join first_registrations
        on stitched_events.user_id = first_registrations.user_id

    where
        stitched_events.user_id is not null
        and (
            first_registrations.user_id is null
            or stitched_events.recorded_at < first_registrations.registered_at
        )

    union all

    select
        'workspace'::text as entity_type,
        stitched_events.workspace_id as entity_id,
        stitched_events.occurred_at,
        stitched_events.recorded_at,
        workspaces.created_at as registered_at

    from stitched_events

    left join workspaces
        on stitched_events.workspace_id = workspaces.workspace_id

    where
        stitched_events.workspace_id is not null
        and (
            workspaces.workspace_id is null
            or stitched_events.recorded_at < workspaces.created_at
        )

    union all

    select
        'account'::text as entity_type,
        account_id as entity_id,
        occurred_at,
        recorded_at,
        null::timestamptz as registered_at

    from stitched_events

    where account_id is not null

),

-- the earliest event recorded before each one
with_earliest_before as (

    select
        entity_type,
        entity_id,
        occurred_at,
        recorded_at,
        registered_at,
        min(occurred_at) over (
            partition by entity_type, entity_id
            order by recorded_at, occurred_at
            rows between unbounded preceding and 1 preceding
        ) as earliest_before

    from sightings

),

-- only earlier events change the date
effective_sightings as (

    select
        entity_type,
        entity_id,
        occurred_at,
        recorded_at,
        registered_at

    from with_earliest_before

    where
        earliest_before is null
        or occurred_at < earliest_before

),

-- each date is valid until the next one, or until the registration
final as (

    select
        entity_type,
        entity_id,
        occurred_at as first_seen_at,
        recorded_at as recorded_from,
        least(
            lead(recorded_at, 1, 'infinity'::timestamptz) over (
                partition by entity_type, entity_id
                order by recorded_at
            ),
            registered_at
        ) as recorded_to

    from effective_sightings

)

select * from final
