/*---
view: entities.account_starts
description: >
  When each account, and the first workspace in it, began, and from when until when that was
  what was known.
owner: growth-data
grain: one row per account, kind of start, and beginning known
key: [start_kind, account_key, known_from]
time: created_at
stored: true
indexes: [[account_key]]
checks:
  known_after_it_happened: known_from >= created_at
  known_for_a_while: known_until > known_from
---*/

with

accounts as (

    select * from staging.accounts

),

first_sightings as (

    select * from entities.first_sightings

),

user_starts as (

    select * from entities.user_starts

),

workspace_starts as (

    select * from entities.workspace_starts

),

-- the first event that names an account begins it, unless the CRM says when that was
named as (

    select
        first_sightings.sighted_id as account_key,
        first_sightings.seen_at,
        first_sightings.known_from

    from first_sightings

    left join accounts
        on first_sightings.sighted_id = accounts.account_id

    where
        first_sightings.kind = 'account'
        and accounts.created_at is null

),

-- an account begins with whatever of it comes first, but what was seen before it was registered; whom only
-- events place there is no sign of it, for later events may place them elsewhere
beginnings as (

    select
        'account'::text as start_kind,
        account_id as account_key,
        created_at,
        created_at as known_from
    from accounts
    where created_at is not null
    union all
    select
        'account'::text as start_kind,
        account_key,
        seen_at as created_at,
        known_from
    from named
    union all
    select
        'account'::text as start_kind,
        account_key,
        created_at,
        known_from
    from user_starts
    where
        account_method <> 'events'
        and not is_before_registration
    union all
    select
        'account'::text as start_kind,
        account_key,
        created_at,
        known_from
    from workspace_starts
    where
        roll_up_method <> 'events'
        and not is_before_registration
    union all
    select
        'first_workspace'::text as start_kind,
        account_key,
        created_at,
        known_from
    from workspace_starts
    where
        is_registered
        and roll_up_method <> 'events'

),

-- what was known to be the earliest before each became known
in_order as (

    select
        start_kind,
        account_key,
        created_at,
        known_from,
        min(created_at) over (
            partition by start_kind, account_key
            order by known_from, created_at
            rows between unbounded preceding and 1 preceding
        ) as earliest_before

    from beginnings

),

-- only what was earlier still changed anything
earlier_still as (

    select
        start_kind,
        account_key,
        created_at,
        known_from

    from in_order

    where
        earliest_before is null
        or created_at < earliest_before

),

final as (

    select
        account_key,
        start_kind,
        created_at,
        known_from,
        lead(known_from, 1, 'infinity'::timestamptz) over (
            partition by start_kind, account_key
            order by known_from
        ) as known_until

    from earlier_still

)

select * from final
