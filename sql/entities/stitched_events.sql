/*---
view: entities.stitched_events
description: >
  Every event of a user who is not excluded, in a workspace that is not excluded or in none, under the
  user's canonical id. Where no users are provided, each anonymous id is a user.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
stored: true
spread: event_id
indexes: [[user_id]]
incremental:
  rows: staging.product_events
  key: event_id
  lookups:
    - { view: entities.user_ids, column: raw_id, rows: [user_id, anonymous_id] }
    - { view: entities.excluded_users, column: user_id, through: entities.user_ids }
    - { view: entities.excluded_workspaces, column: workspace_id, rows: [workspace_id] }
  if_empty: [staging.users]
crosses_accounts: Events are assigned to users before accounts are assigned.
---*/

with

events as (

    select * from staging.product_events

),

user_ids as not materialized (

    select * from entities.user_ids

),

excluded_users as (

    select * from entities.excluded_users

),

excluded_workspaces as (

    select * from entities.excluded_workspaces

),

-- an event names its user, or its anonymous id is linked to one
identified_events as (

    select
        events.event_id,
        events.occurred_at,
        events.recorded_at,
        events.event_name,
        events.anonymous_id,
        events.user_id,
        events.workspace_id,
        events.account_id,
        events.properties,
        case
            when events.user_id is not null then coalesce(registered.user_id, events.user_id)
            when linked.user_id is not null then linked.user_id
            when not exists (select 1 from staging.users) then events.anonymous_id
        end as canonical_user_id

    from events

    left join user_ids as registered
        on registered.id_kind = 'user'
        and events.user_id = registered.raw_id

    left join user_ids as linked
        on linked.id_kind = 'anonymous'
        and events.user_id is null
        and events.anonymous_id = linked.raw_id

),

final as (

    select
        identified_events.event_id,
        identified_events.canonical_user_id as user_id,
        identified_events.workspace_id,
        identified_events.account_id,
        identified_events.event_name,
        identified_events.occurred_at,
        identified_events.recorded_at,
        identified_events.properties

    from identified_events

    left join excluded_users
        on identified_events.canonical_user_id = excluded_users.user_id

    left join excluded_workspaces
        on identified_events.workspace_id = excluded_workspaces.workspace_id

    where
        excluded_users.user_id is null
        and excluded_workspaces.workspace_id is null

)

select * from final
