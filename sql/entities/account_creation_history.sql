/*---
view: entities.account_creation_history
description: >
  When each account signed up, and from when until when that was what was known. An account signs up when the
  first of its registered workspaces is made, whenever the CRM got to know it. Where nobody registers
  workspaces, it signs up with whatever of it is known first: a person, a workspace in use, or an event that
  names it.
owner: growth-data
grain: one row per account and beginning known
key: [account_key, known_from]
time: created_at
stored: true
indexes: [[account_key]]
checks:
  known_after_it_happened: known_from >= created_at
  known_for_a_while: known_until > known_from
---*/

with

first_sightings as (

    select * from entities.first_sightings

),

user_creation_history as (

    select * from entities.user_creation_history

),

workspace_creation_history as (

    select * from entities.workspace_creation_history

),

-- whom only events place there is no sign of an account, for later events may place them elsewhere; nor is
-- what was seen before it was registered
beginnings as (

    select
        account_key,
        created_at,
        known_from
    from workspace_creation_history
    where
        is_registered
        and roll_up_method <> 'events'
    union all
    select
        account_key,
        created_at,
        known_from
    from user_creation_history
    where
        account_method <> 'events'
        and not is_before_registration
        and not exists (select 1 from source.workspaces)
    union all
    select
        sighted_id as account_key,
        seen_at as created_at,
        known_from
    from first_sightings
    where
        kind = 'account'
        and not exists (select 1 from source.workspaces)

),

-- what was known to be the earliest before each became known
in_order as (

    select
        account_key,
        created_at,
        known_from,
        min(created_at) over (
            partition by account_key
            order by known_from, created_at
            rows between unbounded preceding and 1 preceding
        ) as earliest_before

    from beginnings

),

-- only what was earlier still changed anything
earlier_still as (

    select
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
        created_at,
        known_from,
        lead(known_from, 1, 'infinity'::timestamptz) over (
            partition by account_key
            order by known_from
        ) as known_until

    from earlier_still

)

select * from final
