/*---
view: pages.tickets
description: Every support ticket of an account that counts, as an application shows it.
owner: growth-data
grain: one row per ticket
key: [ticket_id]
requires: [support_tickets]
object:
  type: Ticket
  never_null: [opened_at]
columns:
  ticket_id: { description: The id in the support system. }
  workspace_id: { description: The workspace that it is about. Null when it names none. }
  opened_at: { description: When it was opened. }
  satisfaction: { description: The rating of the answer. Null while it is not rated. }
  rated_at: { description: When it was rated. Null while it is not. }
---*/

with

support_tickets as (

    select * from facts.support_tickets

),

accounts as (

    select * from entities.accounts

),

final as (

    select
        accounts.account_key,
        support_tickets.ticket_id,
        support_tickets.workspace_id,
        support_tickets.opened_at,
        support_tickets.satisfaction,
        support_tickets.rated_at

    from support_tickets

    inner join accounts
        on support_tickets.account_key = accounts.account_key

)

select * from final
