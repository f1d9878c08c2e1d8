/*---
view: facts.support_tickets
description: >
  Every request for help, with the account that it names or, where it names none, that of its workspace. One
  that leads to no account is left out, and so is one from an excluded workspace.
owner: growth-data
grain: one row per request
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
