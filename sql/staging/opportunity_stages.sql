/*---
view: staging.opportunity_stages
description: Every stage that an opportunity entered.
owner: growth-data
grain: one row per opportunity and entry into a stage
key: [opportunity_id, entered_at]
time: entered_at
---*/

with

opportunity_stages as (

    select * from source.opportunity_stages

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(opportunity_stages.opportunity_id) as opportunity_id,
        plumbline.moment_or_null(opportunity_stages.entered_at) as entered_at,
        plumbline.text_or_null(opportunity_stages.stage) as stage

    from opportunity_stages

    cross join data_horizon

    where plumbline.moment_or_null(opportunity_stages.entered_at) <= data_horizon.as_of

)

select * from final
