/*---
view: facts.service_use
description: >
  What drives the cost of serving each account in each month: its events or, by option, its support tickets,
  with the workspace in which they happened.
owner: growth-data
grain: one row per account, workspace and month with any
key: [account_key, workspace_id, month]
time: month
---*/

with

events as not materialized (

    select * from facts.events

),

support_tickets as not materialized (

    select * from facts.support_tickets

),

-- one branch has rows
uses as (

    select
        events.event_account_key as account_key,
        events.workspace_id,
        plumbline.local_month(events.occurred_at, parameters.time_zone) as month

    from events

    cross join parameters.business as parameters

    where
        parameters.cost_to_serve_driver = 'events'
        and events.recorded_at <= parameters.as_of
        and events.event_account_key is not null

    union all

    select
        support_tickets.account_key,
        support_tickets.workspace_id,
        plumbline.local_month(support_tickets.opened_at, parameters.time_zone) as month

    from support_tickets

    cross join parameters.business as parameters

    where
        parameters.cost_to_serve_driver = 'tickets'
        and support_tickets.opened_at <= parameters.as_of

),

final as (

    select
        account_key,
        workspace_id,
        month,
        count(*) as quantity

    from uses

    group by account_key, workspace_id, month

)

select * from final
