/*---
view: facts.first_event
description: When the first event occurred. Before it, no use of the product is known.
owner: growth-data
grain: one row
key: []
stored: true
columns:
  recorded_from: { description: "Null without events." }
crosses_accounts: The moment belongs to no account.
---*/

with

events as (

    select * from facts.events

),

final as (

    select min(occurred_at) as recorded_from from events

)

select * from final
