/*---
view: staging.support_tickets
description: Every request for help; how satisfied somebody was with it is known when it is closed.
owner: growth-data
grain: one row per request
key: [ticket_id]
time: opened_at
---*/

with

support_tickets as (

    select * from source.support_tickets

),

final as (

    select
        ticket_id,
        account_id,
        workspace_id,
        opened_at,
        closed_at,
        priority,
        satisfaction,
        coalesce(closed_at, opened_at) as rated_at

    from support_tickets

)

select * from final
