/*---
view: facts.window_motions
description: >
  The motion that earned each movement of revenue, for each window in which a sales touch counts. PLG:
  without sales activity. PLS: sales activity with an account that had already used the product. SLG: sales
  activity came first. Sales activity starts with the first touch or, without a touch, with the first
  opportunity. Movements before the first recorded event without sales activity are unknown. This is the
  only definition of a movement's motion; losses are attributed in facts.revenue_movement_motions.
owner: growth-data
grain: one row per window, payer and month with revenue now or a month before
key: [window_days, account_key, payer_key, month]
time: month
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

first_event as (

    select * from facts.first_event

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

final as (

    select
        sales_assistance.window_days,
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

)

select * from final
