/*---
view: entities.account_creation_history
description: >
  When each account was created, with the period during which that was the recorded date. An account is
  created by its earliest registered workspace, whenever the CRM added it. Where no workspaces are provided,
  it is created by its earliest record: a user, a workspace in use, or an event that names it.
owner: growth-data
grain: one row per account and recorded creation date
key: [account_key, recorded_from]
time: created_at
stored: true
indexes: [[account_key]]
checks:
  recorded_after_it_happened: recorded_from >= created_at
  recorded_period_is_positive: recorded_to > recorded_from
---*/

with

first_seen as (

    select * from entities.first_seen

),

user_creation_history as (

    select * from entities.user_creation_history

),

workspace_creation_history as (

    select * from entities.workspace_creation_history

),

-- Ignored: activity before registration, and users or workspaces linked to the account only by events,
-- because later events may relink them.
creation_candidates as (

    select
        account_key,
        created_at,
        recorded_from
    from workspace_creation_history
    where
        is_registered
        and roll_up_method <> 'events'
    union all
    select
        account_key,
        created_at,
        recorded_from
    from user_creation_history
    where
        account_method <> 'events'
        and not is_pre_registration
        and not exists (select 1 from source.workspaces)
    union all
    select
        entity_id as account_key,
        first_seen_at as created_at,
        recorded_from
    from first_seen
    where
        entity_type = 'account'
        and not exists (select 1 from source.workspaces)

),

-- the earliest date recorded before each candidate
with_earliest_before as (

    select
        account_key,
        created_at,
        recorded_from,
        min(created_at) over (
            partition by account_key
            order by recorded_from, created_at
            rows between unbounded preceding and 1 preceding
        ) as earliest_before

    from creation_candidates

),

-- a later candidate changes the date only when it is earlier than all before it
effective_candidates as (

    select
        account_key,
        created_at,
        recorded_from

    from with_earliest_before

    where
        earliest_before is null
        or created_at < earliest_before

),

final as (

    select
        account_key,
        created_at,
        recorded_from,
        lead(recorded_from, 1, 'infinity'::timestamptz) over (
            partition by account_key
            order by recorded_from
        ) as recorded_to

    from effective_candidates

)

select * from final
