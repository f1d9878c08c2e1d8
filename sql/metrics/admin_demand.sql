/*---
view: metrics.admin_demand
description: >
  Every event by which a user asks for administration: roles, single sign-on, audit, invoices. The events are
  those of admin_events.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
entities:
  entities.users: "user_id, account_key"
  entities.workspaces: workspace_id
  entities.accounts: event_account_key
  facts.account_segments: "event_account_key, event_month"
  facts.account_months: "event_account_key, event_month"
  facts.account_origins: event_account_key
requires: [product_events]
dimensions:
  event_name: { from: metrics.engagement }
metrics:
  admin_demand_events:
    kind: count
    unit: count
    description: Events of admin_events in the period.
  admin_demand_users:
    kind: count_distinct
    expression: user_id
    unit: count
    description: Different users with such an event in the period.
---*/

with

events as (

    select * from facts.events

),

final as (

    select
        events.account_key,
        events.user_id,
        events.workspace_id,
        events.event_account_key,
        events.event_id,
        events.event_name,
        plumbline.local_month(events.occurred_at, parameters.time_zone) as event_month,
        events.occurred_at

    from events

    cross join parameters.business as parameters

    where
        events.recorded_at <= parameters.as_of
        and events.event_name = any (parameters.admin_events)

)

select * from final
