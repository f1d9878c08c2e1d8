/*---
view: facts.opportunities
description: >
  Every sales opportunity as of `as_of`: open, won or lost. It was closed when it entered its closing stage
  and did not leave it again. Without that stage in the history, it was closed at the close date of the CRM,
  which people may edit. Owner, type and amount are those of today.
owner: growth-data
grain: one row per opportunity
key: [opportunity_id]
time: created_at
columns:
  outcome: { description: "`open`, `won`, `lost`, or `undated` for one closed without any date." }
  stage_today: { description: "The stage in the CRM. Null when it is closed there." }
  closing_stage: { description: "The stage in the CRM of one that is closed there. Null when it is open." }
---*/

with

opportunities as not materialized (

    select * from staging.opportunities

),

opportunity_stages as (

    select * from staging.opportunity_stages

),

accounts as not materialized (

    select * from entities.accounts

),

-- the history of closed opportunities, and when each was last in another stage than its closing one
closing_history as (

    select
        opportunities.account_id as account_key,
        opportunities.opportunity_id,
        opportunity_stages.entered_at,
        opportunity_stages.stage = opportunities.stage as is_closing_stage,
        max(opportunity_stages.entered_at) filter (where opportunity_stages.stage <> opportunities.stage)
            over (partition by opportunities.account_id, opportunities.opportunity_id)
            as left_open_stage_at

    from opportunities

    inner join opportunity_stages
        on opportunities.opportunity_id = opportunity_stages.opportunity_id

    where
        opportunities.is_closed
        or opportunities.is_won

),

-- entered and never left again
closings as (

    select
        account_key,
        opportunity_id,
        min(entered_at) as closed_at

    from closing_history

    where
        is_closing_stage
        and (left_open_stage_at is null or entered_at > left_open_stage_at)

    group by account_key, opportunity_id

),

-- the close date of an open opportunity is only a plan
dated_opportunities as (

    select
        accounts.account_key,
        opportunities.opportunity_id,
        opportunities.type,
        opportunities.owner_rep_id,
        opportunities.stage,
        opportunities.arr,
        opportunities.currency,
        opportunities.created_at,
        opportunities.is_won,
        opportunities.is_closed or opportunities.is_won as is_closed,
        case
            when opportunities.is_closed or opportunities.is_won
                then coalesce(closings.closed_at, opportunities.closed_at)
        end as closed_at

    from opportunities

    inner join accounts
        on opportunities.account_id = accounts.account_key

    left join closings
        on opportunities.account_id = closings.account_key
        and opportunities.opportunity_id = closings.opportunity_id

),

final as (

    select
        dated_opportunities.account_key,
        dated_opportunities.opportunity_id,
        dated_opportunities.type as opportunity_type,
        dated_opportunities.owner_rep_id,
        dated_opportunities.arr,
        dated_opportunities.currency,
        dated_opportunities.created_at,
        case
            when dated_opportunities.closed_at <= parameters.as_of then dated_opportunities.closed_at
        end as closed_at,
        case
            when not dated_opportunities.is_closed then 'open'
            when dated_opportunities.closed_at is null then 'undated'
            when dated_opportunities.closed_at > parameters.as_of then 'open'
            when dated_opportunities.is_won then 'won'
            else 'lost'
        end as outcome,
        case when not dated_opportunities.is_closed then dated_opportunities.stage end as stage_today,
        case when dated_opportunities.is_closed then dated_opportunities.stage end as closing_stage

    from dated_opportunities

    cross join parameters.business as parameters

    where dated_opportunities.created_at <= parameters.as_of

)

select * from final
