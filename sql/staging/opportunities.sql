/*---
view: staging.opportunities
description: Every deal.
owner: growth-data
grain: one row per opportunity
key: [opportunity_id]
---*/

with

opportunities as (

    select * from source.opportunities

),

final as (

    select
        opportunity_id,
        account_id,
        created_at,
        closed_at,
        is_won,
        is_closed,
        stage,
        type,
        arr,
        owner_rep_id

    from opportunities

)

select * from final
