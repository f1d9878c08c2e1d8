/*---
view: facts.events
description: >
  Every event with its user, the account key that all rows of the user share, and the account in which it
  happened: the account that the event names, else the workspace's, else (outside registered workspaces) the
  user's. `account_id` is that account where it is a company; `event_account_key` also where it is a
  workspace or a user.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
stored: true
indexes: [[account_key], [user_id], [occurred_at]]
incremental:
  rows: entities.stitched_events
  key: event_id
  lookups:
    - { view: entities.user_accounts, column: user_id, rows: [user_id] }
    - { view: entities.user_account_history, column: user_id, rows: [user_id] }
    - { view: entities.workspaces, column: workspace_id, rows: [workspace_id] }
crosses_accounts: Accounts are assigned to events here.
---*/

with

stitched_events as (

    select * from entities.stitched_events

),

user_accounts as (

    select * from entities.user_accounts

),

workspaces as (

    select * from entities.workspaces

),

user_account_history as (

    select * from entities.user_account_history

),

event_accounts as (

    select
        coalesce(
            user_accounts.account_key,
            stitched_events.account_id,
            workspaces.account_key,
            'event:' || stitched_events.event_id
        ) as account_key,
        stitched_events.user_id,
        stitched_events.workspace_id,
        coalesce(
            stitched_events.account_id,
            -- accounts known only from other events of the workspace or the user do not count for this one
            case when workspaces.roll_up_method <> 'events' then workspaces.account_id end,
            -- a registered workspace without a match is its own account; an unregistered one names no account
            case
                when stitched_events.workspace_id is null or workspaces.is_event_only
                    then
                        coalesce(
                            user_account_history.account_id,
                            case when user_accounts.method <> 'events' then user_accounts.account_id end
                        )
            end
        ) as account_id,
        case when not workspaces.is_event_only then workspaces.account_key end as workspace_account_key,
        case when user_accounts.method <> 'events' then user_accounts.account_key end as user_account_key,
        stitched_events.event_id,
        stitched_events.event_name,
        stitched_events.occurred_at,
        stitched_events.recorded_at,
        stitched_events.properties

    from stitched_events

    left join user_accounts
        on stitched_events.user_id = user_accounts.user_id

    left join workspaces
        on stitched_events.workspace_id = workspaces.workspace_id

    left join user_account_history
        on stitched_events.user_id = user_account_history.user_id
        and stitched_events.occurred_at >= user_account_history.valid_from
        and stitched_events.occurred_at < user_account_history.valid_to

),

-- without a company, the account is the workspace or, outside registered workspaces, the user
final as (

    select
        account_key,
        user_id,
        workspace_id,
        account_id,
        coalesce(account_id, workspace_account_key, user_account_key) as event_account_key,
        event_id,
        event_name,
        occurred_at,
        recorded_at,
        properties

    from event_accounts

)

select * from final
