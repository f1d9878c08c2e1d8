/*---
view: facts.closed_opportunities
description: Every opportunity that was won or lost by `as_of`, with its last open stage and its first touch.
owner: growth-data
grain: one row per closed opportunity
key: [account_key, opportunity_id]
time: closed_at
dimensions:
  opportunity_type: { description: "The type of the opportunity.", values: [new, expansion, renewal] }
  opportunity_stage:
    description: >
      The stage of an open opportunity at the end of the period, or the last stage of a closed one before it
      was closed. Null when the history does not say.
  had_touch:
    description: Whether the opportunity had a qualified touch before it was closed.
    type: boolean
    requires: [sales_touches]
columns:
  outcome: { description: "`won` or `lost`." }
  touched_at:
    description: "The first qualified touch that belongs to the opportunity, even after the close."
stored: true
indexes: [[account_key, opportunity_id]]
---*/

with

opportunities as (

    select * from facts.opportunities

),

open_stages as (

    select * from facts.open_stages

),

opportunity_touches as (

    select * from facts.opportunity_touches

),

last_stages as (

    select
        account_key,
        opportunity_id,
        (array_agg(stage order by valid_from desc))[1] as opportunity_stage

    from open_stages

    group by account_key, opportunity_id

),

first_touches as (

    select
        account_key,
        opportunity_id,
        min(occurred_at) as touched_at

    from opportunity_touches

    group by account_key, opportunity_id

),

final as (

    select
        opportunities.account_key,
        opportunities.opportunity_id,
        opportunities.opportunity_type,
        opportunities.owner_rep_id,
        opportunities.outcome,
        opportunities.arr,
        opportunities.currency,
        opportunities.created_at,
        opportunities.closed_at,
        last_stages.opportunity_stage,
        first_touches.touched_at,
        coalesce(first_touches.touched_at <= opportunities.closed_at, false) as had_touch

    from opportunities

    left join last_stages
        on opportunities.account_key = last_stages.account_key
        and opportunities.opportunity_id = last_stages.opportunity_id

    left join first_touches
        on opportunities.account_key = first_touches.account_key
        and opportunities.opportunity_id = first_touches.opportunity_id

    where opportunities.outcome in ('won', 'lost')

)

select * from final
