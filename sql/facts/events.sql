/*---
view: facts.events
description: >
  Every event with the person who did it, the key that all of that person's rows share, and the account
  in which it happened: the one the event names, else the workspace's, else (outside any workspace) the
  person's.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
stored: true
indexes: [[account_key], [user_id], [occurred_at]]
crosses_accounts: The last step before which a row has no account.
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

user_ids as (

    select * from entities.user_ids

),

identity_accounts as (

    select * from staging.identity_accounts

),

-- where somebody worked, and until when; the later start wins where two overlap
overrides as (

    select distinct
        user_ids.user_id,
        identity_accounts.account_id,
        identity_accounts.valid_from,
        least(
            identity_accounts.valid_to,
            lead(identity_accounts.valid_from) over (
                partition by user_ids.user_id
                order by identity_accounts.valid_from, identity_accounts.account_id
            )
        ) as valid_to

    from identity_accounts

    inner join user_ids
        on identity_accounts.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

),

final as (

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
            workspaces.account_id,
            overrides.account_id,
            -- an account known only from other events of the person says nothing of this one
            case
                when stitched_events.workspace_id is null and user_accounts.method <> 'events'
                    then user_accounts.account_id
            end
        ) as account_id,
        stitched_events.event_id,
        stitched_events.event_name,
        stitched_events.occurred_at,
        stitched_events.known_at,
        stitched_events.properties

    from stitched_events

    left join user_accounts
        on stitched_events.user_id = user_accounts.user_id

    left join workspaces
        on stitched_events.workspace_id = workspaces.workspace_id

    left join overrides
        on stitched_events.user_id = overrides.user_id
        and stitched_events.occurred_at >= overrides.valid_from
        and stitched_events.occurred_at < overrides.valid_to

)

select * from final
