/*---
view: facts.open_stages
description: >
  The periods that each opportunity spent in a stage while it was open, the start excluded and the end
  included, as recorded by `as_of`. Before its first recorded stage it is in that stage. Without a history,
  an open opportunity was always in its stage of today, and the stages of a closed one are unknown. A closed
  opportunity that was opened again was not open in between.
owner: growth-data
grain: one row per opportunity and period in a stage
key: [opportunity_id, valid_from]
time: valid_from
checks:
  periods_do_not_end_before_they_start: valid_to >= valid_from
---*/

with

opportunities as (

    select * from facts.opportunities

),

opportunity_stages as (

    select * from staging.opportunity_stages

),

-- entries up to `as_of`, before the opportunity closed
open_entries as (

    select
        opportunities.account_key,
        opportunities.opportunity_id,
        opportunities.created_at,
        opportunities.closed_at,
        opportunities.closing_stage,
        coalesce(opportunity_stages.stage, opportunities.stage_today) as stage,
        opportunity_stages.entered_at,
        row_number() over (
            partition by opportunities.account_key, opportunities.opportunity_id
            order by opportunity_stages.entered_at
        ) as entry_number,
        lead(opportunity_stages.entered_at) over (
            partition by opportunities.account_key, opportunities.opportunity_id
            order by opportunity_stages.entered_at
        ) as next_entered_at

    from opportunities

    cross join parameters.business as parameters

    left join opportunity_stages
        on opportunities.opportunity_id = opportunity_stages.opportunity_id
        and opportunity_stages.entered_at <= parameters.as_of
        and opportunity_stages.entered_at < coalesce(opportunities.closed_at, 'infinity'::timestamptz)

    where opportunities.outcome <> 'undated'

),

final as (

    select
        account_key,
        opportunity_id,
        stage,
        case
            when entry_number = 1 then least(created_at, entered_at)
            else entered_at
        end as valid_from,
        greatest(
            coalesce(next_entered_at, closed_at, 'infinity'::timestamptz),
            case
                when entry_number = 1 then least(created_at, entered_at)
                else entered_at
            end
        ) as valid_to

    from open_entries

    where
        stage is null
        or closing_stage is null
        or stage <> closing_stage

)

select * from final
