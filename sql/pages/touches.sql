/*---
view: pages.touches
description: Every touch of sales with an account that counts, automated ones included.
owner: growth-data
grain: one row per touch
key: [touch_id]
requires: [sales_touches]
object:
  type: Touch
  never_null: [kind, occurred_at, is_automated]
columns:
  touch_id: { description: The id in the source. }
  opportunity_id: { description: The opportunity that it names. Null when it names none. }
  contact_id: { description: "The contact, as a key of the source table `contacts`. Null without one." }
  rep_id: { description: "The rep, as a key of the source table `reps`. Null without one." }
  kind: { description: "The kind of touch, such as `call`." }
  occurred_at: { description: When it happened. }
  is_automated: { description: Whether a program did it. }
  outcome: { description: What came of it. Null when unknown. }
---*/

with

sales_touches as (

    select * from staging.sales_touches

),

accounts as (

    select * from entities.accounts

),

final as (

    select
        accounts.account_key,
        sales_touches.touch_id,
        sales_touches.opportunity_id,
        sales_touches.contact_id,
        sales_touches.rep_id,
        sales_touches.kind,
        sales_touches.occurred_at,
        sales_touches.is_automated,
        sales_touches.outcome

    from sales_touches

    inner join accounts
        on sales_touches.account_id = accounts.account_key

)

select * from final
