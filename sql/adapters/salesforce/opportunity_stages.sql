/*---
table: opportunity_stages
description: >
  The stages of each deal, in order: from Salesforce's own history of stages, or from the versions of the deal
  where the loader keeps its history.
needs: [opportunity_history]
---*/

with

history as (

    select * from vendor.opportunity_history

),

-- a version of a deal has its id; a row of the history of stages names it
known as (

    select
        coalesce(opportunity_id, id) as deal_id,
        stage_name,
        case
            when _fivetran_start is null then created_date
            when row_number() over (partition by coalesce(opportunity_id, id) order by _fivetran_start) = 1
                then created_date
            else _fivetran_start
        end as entered_at

    from history

    where
        is_deleted is not true
        and stage_name is not null

),

changes as (

    select
        deal_id,
        stage_name,
        entered_at,
        lag(stage_name) over (partition by deal_id order by entered_at) as stage_before

    from known

    where entered_at is not null

),

-- of two changes at the same moment, one stays
final as (

    select distinct on (deal_id, entered_at)
        deal_id as opportunity_id,
        entered_at,
        stage_name as stage

    from changes

    where stage_before is distinct from stage_name

    order by deal_id, entered_at, stage_name

)

select * from final
