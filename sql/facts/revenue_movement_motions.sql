/*---
view: facts.revenue_movement_motions
description: >
  The motion that earned each movement of revenue. PLG: without sales activity. PLS: sales activity with an
  account that had already used the product. SLG: sales activity came first. Sales activity starts with the
  first touch or, without a touch, with the first opportunity. Movements before the first recorded event
  without sales activity are unknown. Lost revenue counts for the motion that first won the account,
  whichever customer pays.
owner: growth-data
grain: one row per payer and month with revenue now or a month before
key: [account_key, payer_key, month]
time: month
stored: true
indexes: [[account_key, payer_key, month]]
dimensions:
  movement_motion:
    description: >
      The motion that earned this change of revenue. Null where exchange rates were the only change, or where
      the account never paid.
    values: [PLG, PLS, SLG, unknown]
    requires: [opportunities|sales_touches, product_events]
---*/

with

sales_assistance as (

    select * from facts.sales_assistance

),

qualified_touches as not materialized (

    select * from facts.qualified_touches

),

opportunities as not materialized (

    select * from staging.opportunities

),

first_product_use as (

    select * from facts.first_product_use

),

events as (

    select * from facts.events

),

first_event as (

    select min(occurred_at) as recorded_from from events

),

first_touches as (

    select
        account_key,
        min(occurred_at) as first_touched_at

    from qualified_touches

    group by account_key

),

first_opportunities as (

    select
        account_id as account_key,
        min(created_at) as first_opportunity_at

    from opportunities

    group by account_id

),

attributed_movements as (

    select
        sales_assistance.account_key,
        sales_assistance.payer_key,
        sales_assistance.month,
        sales_assistance.movement,
        sales_assistance.mrr_change,
        sales_assistance.moved_at,
        case
            when not (sales_assistance.is_touched or sales_assistance.has_opportunity)
                then
                    case
                        when sales_assistance.moved_at < first_event.recorded_from then 'unknown'
                        else 'PLG'
                    end
            when
                first_product_use.used_at
                < coalesce(first_touches.first_touched_at, first_opportunities.first_opportunity_at)
                then
                    case
                        when sales_assistance.has_opportunity then 'PLS'
                        when parameters.assisted_motion = 'plg' then 'PLG'
                        else 'PLS'
                    end
            else 'SLG'
        end as motion

    from sales_assistance

    cross join parameters.business as parameters

    cross join first_event

    left join first_product_use
        on sales_assistance.account_key = first_product_use.account_key

    left join first_touches
        on sales_assistance.account_key = first_touches.account_key

    left join first_opportunities
        on sales_assistance.account_key = first_opportunities.account_key

),

-- the motion of the first revenue is the account's origin for good; where several payers started in its first
-- month, the last one counts, as for the account as one payer
origins as (

    select
        account_key,
        (array_agg(motion order by month, moved_at desc, payer_key))[1] as origin_motion

    from attributed_movements

    where movement = 'new'

    group by account_key

),

final as (

    select
        attributed_movements.account_key,
        attributed_movements.payer_key,
        attributed_movements.month,
        origins.origin_motion,
        case
            when attributed_movements.movement in ('contraction', 'churn') then origins.origin_motion
            when attributed_movements.movement is null then null
            else attributed_movements.motion
        end as movement_motion

    from attributed_movements

    -- an account that never paid has no origin
    left join origins
        on attributed_movements.account_key = origins.account_key

)

select * from final
