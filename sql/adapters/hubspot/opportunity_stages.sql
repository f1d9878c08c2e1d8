/*---
table: opportunity_stages
description: The stages of each deal with the time at which it entered them, whether it has left them or not.
needs: [deal_stage]
---*/

with

history as (

    select * from vendor.deal_stage

),

stages as (

    select * from vendor.deal_pipeline_stage

),

final as (

    select distinct on (history.deal_id, coalesce(history.date_entered, history._fivetran_start))
        history.deal_id as opportunity_id,
        coalesce(history.date_entered, history._fivetran_start) as entered_at,
        coalesce(stages.label, history.value) as stage

    from history

    left join stages on history.value = stages.stage_id

    where
        coalesce(history.date_entered, history._fivetran_start) is not null
        -- a history of all properties has others, too
        and coalesce(history.property, 'dealstage') = 'dealstage'

    order by history.deal_id, coalesce(history.date_entered, history._fivetran_start), history.value

)

select * from final
