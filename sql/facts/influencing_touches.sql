/*---
view: facts.influencing_touches
description: >
  Every qualified touch in the window before an increase in revenue, with its weight: each touch the same
  (linear), or 40 % for the first, 40 % for the last and the rest for those between. The weights of an
  increase add up to 1.
owner: growth-data
grain: one row per increase in revenue and touch in the window before it
key: [account_key, payer_key, month, touch_id]
time: month
---*/

with

revenue_movements as (

    select * from facts.revenue_movements

),

qualified_touches as (

    select * from facts.qualified_touches

),

touched_increases as (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month,
        revenue_movements.mrr_change,
        qualified_touches.touch_id,
        qualified_touches.rep_id,
        qualified_touches.kind,
        row_number() over (
            partition by revenue_movements.account_key, revenue_movements.payer_key, revenue_movements.month
            order by qualified_touches.occurred_at, qualified_touches.touch_id
        ) as touch_number,
        count(*) over (
            partition by revenue_movements.account_key, revenue_movements.payer_key, revenue_movements.month
        ) as touches

    from revenue_movements

    cross join parameters.business as parameters

    inner join qualified_touches
        on revenue_movements.account_key = qualified_touches.account_key
        and qualified_touches.occurred_at <= revenue_movements.moved_at
        and qualified_touches.occurred_at
        >= revenue_movements.moved_at - parameters.qualified_touch_window_days * interval '24 hours'

    where
        revenue_movements.movement in ('new', 'expansion', 'reactivation')
        and revenue_movements.mrr_change > 0

),

-- one touch has all of it, and each of two touches half
final as (

    select
        account_key,
        payer_key,
        month,
        touch_id,
        rep_id,
        kind,
        mrr_change,
        1.0 / touches as linear_weight,
        case
            when touches <= 2 then 1.0 / touches
            when touch_number in (1, touches) then 0.4
            else 0.2 / (touches - 2)
        end as position_weight

    from touched_increases

)

select * from final
