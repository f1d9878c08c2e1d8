/*---
view: checks.undated_opportunities
description: >
  Opportunities that are closed, without the time at which they were: neither the history of stages nor the
  CRM has it. No metric counts them. Load their close dates, or their history.
owner: growth-data
grain: one row per opportunity
key: [opportunity_id]
---*/

with

opportunities as (

    select * from facts.opportunities

),

final as (

    select opportunity_id from opportunities where outcome = 'undated'

)

select * from final
