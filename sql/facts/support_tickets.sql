/*---
view: facts.support_tickets
description: >
  Every support ticket, with the account that it names or, without one, that of its workspace. Tickets
  without an account or from an excluded workspace are left out.
owner: growth-data
grain: one row per ticket
key: [ticket_id]
time: rated_at
---*/

with

support_tickets as (

    select * from staging.support_tickets

),

workspaces as not materialized (

    select * from entities.workspaces

),

excluded_workspaces as not materialized (

    select * from entities.excluded_workspaces

),

final as (

    select
        coalesce(support_tickets.account_id, workspaces.account_key) as account_key,
        support_tickets.ticket_id,
        support_tickets.workspace_id,
        support_tickets.opened_at,
        support_tickets.satisfaction,
        support_tickets.rated_at

    from support_tickets

    left join workspaces
        on support_tickets.workspace_id = workspaces.workspace_id

    left join excluded_workspaces
        on support_tickets.workspace_id = excluded_workspaces.workspace_id

    where
        coalesce(support_tickets.account_id, workspaces.account_key) is not null
        and excluded_workspaces.workspace_id is null

)

select * from final
