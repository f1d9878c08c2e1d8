/*---
view: pages.opportunities
description: Every sales opportunity as an application shows it.
owner: growth-data
grain: one row per opportunity
key: [opportunity_id]
requires: [opportunities]
object:
  type: Opportunity
  list: sales_opportunities
  never_null: [opportunity_type, arr, created_at, outcome]
columns:
  opportunity_id: { description: The id in the CRM. }
  opportunity_type: { description: "`new`, `expansion` or `renewal`." }
  owner_rep_id: { description: "The owner, as a key of the source table `reps`. Null without one." }
  arr: { description: The annual value. }
  currency: { description: The currency of the value. Null when the data names none. }
  created_at: { description: When it was created. }
  closed_at: { description: When it was closed. Null while it is open and when it is unknown. }
  outcome: { description: "`open`, `won`, `lost`, or `undated` for one closed without any date." }
  stage: { description: "The stage in the CRM today, the closing stage included. Null when unknown." }
---*/

with

opportunities as (

    select * from facts.opportunities

),

final as (

    select
        account_key,
        opportunity_id,
        opportunity_type,
        owner_rep_id,
        trim_scale(arr) as arr,
        currency,
        created_at,
        closed_at,
        outcome,
        coalesce(stage_today, closing_stage) as stage

    from opportunities

)

select * from final
