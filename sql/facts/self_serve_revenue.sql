/*---
view: facts.self_serve_revenue
description: >
  The recurring revenue that each payer had won by itself: its revenue when sales became active in its
  account, with the first qualified touch or, without one, with the first opportunity. It is the revenue at
  the end of that month, unless it changed after that moment: then that of the month before.
owner: growth-data
grain: one row per payer with revenue when sales became active
key: [account_key, payer_key]
---*/

with

revenue_movements as (

    select * from facts.revenue_movements

),

qualified_touches as (

    select * from facts.qualified_touches

),

opportunities as (

    select * from facts.opportunities

),

-- an opportunity counts only where no touch is known
sales_starts as (

    select
        account_key,
        coalesce(
            min(occurred_at) filter (where is_touch), min(occurred_at) filter (where not is_touch)
        ) as sales_active_at

    from (
        select
            account_key,
            occurred_at,
            true as is_touch
        from qualified_touches
        union all
        select
            account_key,
            created_at as occurred_at,
            false as is_touch
        from opportunities
    ) as sales_activity

    group by account_key

),

-- the last movement that had happened
final as (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        (array_agg(revenue_movements.mrr_end order by revenue_movements.month desc))[1] as mrr

    from revenue_movements

    cross join parameters.business as parameters

    inner join sales_starts
        on revenue_movements.account_key = sales_starts.account_key
        and revenue_movements.moved_at <= sales_starts.sales_active_at
        and revenue_movements.month
        <= plumbline.local_month(sales_starts.sales_active_at, parameters.time_zone)

    group by revenue_movements.account_key, revenue_movements.payer_key

)

select * from final
