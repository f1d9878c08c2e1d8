/*---
step: deals
description: >
  Every deal that is not deleted, with its company (the primary one first), whether its stage is closed or
  won, and its type as declared. The close date is a forecast until the deal is closed.
---*/

with

opportunities as (

    select * from vendor.deal

),

of_companies as (

    select * from vendor.deal_company

),

company_ids as (

    select * from vendor.company_ids

),

pipeline_stages as (

    select * from vendor.deal_pipeline_stage

),

settings as (

    select * from vendor.settings

),

-- a stage is won that says so, or that closes a deal which is certain
stages as (

    select
        stage_id,
        label,
        is_closed,
        coalesce(closed_won, is_closed and probability = 1) as closed_won

    from pipeline_stages

),

-- HubSpot's own association of type 5 is that with the primary company
deal_companies as (

    select distinct on (of_companies.deal_id)
        of_companies.deal_id,
        company_ids.company_id

    from of_companies

    inner join company_ids on of_companies.company_id = company_ids.former_id

    order by of_companies.deal_id, of_companies.type_id = '5' desc nulls last, company_ids.company_id

),

kept as (

    select
        opportunities.deal_id as id,
        coalesce(primary_companies.company_id, deal_companies.company_id) as account_id,
        opportunities.property_createdate as created_at,
        case
            when stages.is_closed or stages.closed_won then opportunities.property_closedate
        end as closed_at,
        coalesce(stages.closed_won, false) as is_won,
        coalesce(stages.is_closed, false) or coalesce(stages.closed_won, false) as is_closed,
        coalesce(stages.label, opportunities.deal_pipeline_stage_id) as stage,
        opportunities.property_dealtype as written_type,
        settings.opportunity_types ->> lower(opportunities.property_dealtype) as meaning,
        opportunities.property_amount as amount,
        upper(opportunities.property_deal_currency_code) as currency,
        opportunities.owner_id

    from opportunities

    cross join settings

    left join deal_companies on opportunities.deal_id = deal_companies.deal_id

    left join company_ids as primary_companies
        on opportunities.property_hs_primary_associated_company = primary_companies.former_id

    left join stages on opportunities.deal_pipeline_stage_id = stages.stage_id

    where
        opportunities.is_deleted is not true
        and opportunities._fivetran_deleted is not true

),

-- an undeclared deal is new until the company has won one
first_wins as (

    select distinct on (account_id)
        account_id,
        id,
        closed_at

    from kept

    where is_won

    order by account_id, closed_at, id

),

final as (

    select
        kept.id,
        kept.account_id,
        kept.created_at,
        kept.closed_at,
        kept.is_won,
        kept.is_closed,
        kept.stage,
        kept.written_type,
        kept.meaning is not null as is_declared,
        coalesce(
            kept.meaning,
            case
                when first_wins.id is null or first_wins.id = kept.id then 'new'
                when coalesce(kept.closed_at, 'infinity') < first_wins.closed_at then 'new'
                else 'expansion'
            end
        ) as type,
        kept.amount,
        kept.currency,
        kept.owner_id

    from kept

    left join first_wins on kept.account_id = first_wins.account_id

)

select * from final
