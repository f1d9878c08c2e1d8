/*---
view: facts.sales_assistance
description: >
  Whether sales was involved in each movement of revenue, for each window: by a qualified touch in the
  window before it, or by an opportunity that was open at that moment or won in the window before.
owner: growth-data
grain: one row per window, payer and month with revenue now or a month before
key: [window_days, account_key, payer_key, month]
time: month
---*/

with

revenue_movements as (

    select * from facts.revenue_movements

),

qualified_touches as not materialized (

    select * from facts.qualified_touches

),

opportunities as not materialized (

    select * from facts.opportunities

),

windows as (

    select * from parameters.touch_windows

),

-- a qualified touch in the window before the movement
movements_with_qualified_touch as (

    select distinct
        windows.window_days,
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month

    from revenue_movements

    cross join windows

    inner join qualified_touches
        on revenue_movements.account_key = qualified_touches.account_key
        and qualified_touches.occurred_at <= revenue_movements.moved_at
        and qualified_touches.occurred_at
            >= revenue_movements.moved_at - windows.window_days * interval '24 hours'

),

-- an opportunity that was open at the movement, or won in the window before
movements_with_opportunity as (

    select distinct
        windows.window_days,
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month

    from revenue_movements

    cross join windows

    inner join opportunities
        on revenue_movements.account_key = opportunities.account_key
        and opportunities.outcome <> 'undated'
        and opportunities.created_at <= revenue_movements.moved_at
        and (
            opportunities.closed_at is null
            or opportunities.closed_at >= revenue_movements.moved_at
            or (
                opportunities.outcome = 'won'
                and opportunities.closed_at
                    >= revenue_movements.moved_at
                    - windows.window_days * interval '24 hours'
            )
        )

),

final as (

    select
        windows.window_days,
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month,
        revenue_movements.movement,
        revenue_movements.mrr_change,
        revenue_movements.moved_at,
        movements_with_qualified_touch.account_key is not null as is_touched,
        movements_with_opportunity.account_key is not null as has_opportunity

    from revenue_movements

    cross join windows

    left join movements_with_qualified_touch
        on revenue_movements.account_key = movements_with_qualified_touch.account_key
        and revenue_movements.payer_key = movements_with_qualified_touch.payer_key
        and revenue_movements.month = movements_with_qualified_touch.month
        and windows.window_days = movements_with_qualified_touch.window_days

    left join movements_with_opportunity
        on revenue_movements.account_key = movements_with_opportunity.account_key
        and revenue_movements.payer_key = movements_with_opportunity.payer_key
        and revenue_movements.month = movements_with_opportunity.month
        and windows.window_days = movements_with_opportunity.window_days

)

select * from final
