/*---
view: staging.opportunities
description: Every sales opportunity.
owner: growth-data
grain: one row per opportunity
key: [opportunity_id]
---*/

with

opportunities as (

    select * from source.opportunities

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(opportunities.opportunity_id) as opportunity_id,
        plumbline.text_or_null(opportunities.account_id) as account_id,
        plumbline.moment_or_null(opportunities.created_at) as created_at,
        plumbline.moment_or_null(opportunities.closed_at) as closed_at,
        opportunities.is_won,
        opportunities.is_closed,
        plumbline.text_or_null(opportunities.stage) as stage,
        plumbline.text_or_null(opportunities.type) as type,
        plumbline.number_or_null(opportunities.arr) as arr,
        upper(plumbline.text_or_null(opportunities.currency)) as currency,
        plumbline.text_or_null(opportunities.owner_rep_id) as owner_rep_id

    from opportunities

    cross join data_horizon

    where plumbline.moment_or_null(opportunities.created_at) <= data_horizon.as_of

)

select * from final
