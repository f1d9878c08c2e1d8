/*---
view: facts.daily_events
description: >
  Of the events of each user, place and UTC day that count as the same, the first and the last. A local day
  with such events has one of these, too. So counts of users, workspaces and accounts by days and longer
  periods read them in place of all events.
owner: growth-data
grain: one row per user, place, UTC day and what its events count as, or two
key: [account_key, user_id, workspace_id, account_id, event_account_key, is_active, is_return, occurred_at]
time: occurred_at
stored: true
indexes: [[account_key]]
daily_rows_of: { facts.activity: is_active, facts.retention_events: all }
columns:
  is_first: { description: "Whether it is the first one. A single event is the first, and has no last row." }
---*/

with

retention_events as (

    select * from facts.retention_events

),

activity as (

    select * from facts.activity

),

classified_events as (

    select
        retention_events.account_key,
        retention_events.user_id,
        retention_events.workspace_id,
        retention_events.account_id,
        retention_events.event_account_key,
        retention_events.occurred_at,
        retention_events.is_return,
        activity.event_id is not null as is_active

    from retention_events

    left join activity
        on retention_events.account_key = activity.account_key
        and retention_events.event_id = activity.event_id

),

days as (

    select
        account_key,
        user_id,
        workspace_id,
        account_id,
        event_account_key,
        is_active,
        is_return,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at

    from classified_events

    group by
        account_key,
        user_id,
        workspace_id,
        account_id,
        event_account_key,
        is_active,
        is_return,
        plumbline.local_date(occurred_at, 'UTC')

),

-- a single event is the first, and has no last row
ends as (

    select
        days.account_key,
        days.user_id,
        days.workspace_id,
        days.account_id,
        days.event_account_key,
        days.is_active,
        days.is_return,
        case when numbered.is_first then days.first_at else days.last_at end as occurred_at,
        numbered.is_first

    from days

    cross join (select true as is_first union all select false as is_first) as numbered

    where
        numbered.is_first
        or days.last_at > days.first_at

),

-- what differs between the events of a day is unknown
final as (

    select
        account_key,
        user_id,
        workspace_id,
        account_id,
        event_account_key,
        null::text as event_id,
        null::text as event_name,
        occurred_at,
        null::timestamptz as recorded_at,
        null::jsonb as properties,
        is_active,
        null::boolean as has_start_name,
        null::boolean as is_start,
        is_return,
        is_first

    from ends

)

select * from final
