/*---
view: facts.revenue_movement_motions
description: >
  The motion that earned each movement of revenue (facts.window_motions, with the window of the parameter).
  Lost revenue counts for the motion that first won the account, whichever customer pays, or by option for
  that of the payer's newest revenue.
owner: growth-data
grain: one row per payer and month with revenue now or a month before
key: [account_key, payer_key, month]
time: month
stored: true
indexes: [[account_key, payer_key, month]]
dimensions:
  movement_motion:
    description: >
      The motion that earned this change of revenue. Null where exchange rates were the only change, or
      where the account never paid.
    values: [PLG, PLS, SLG, unknown]
    requires: [opportunities|sales_touches, product_events]
---*/

with

window_motions as (

    select * from facts.window_motions

),

revenue_movements as not materialized (

    select * from facts.revenue_movements

),

attributed_movements as (

    select
        window_motions.account_key,
        window_motions.payer_key,
        window_motions.month,
        window_motions.movement,
        window_motions.moved_at,
        window_motions.motion

    from window_motions

    cross join parameters.business as parameters

    where window_motions.window_days = parameters.qualified_touch_window_days

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

-- gains, with the payer's revenue before and after
gains as (

    select
        attributed_movements.account_key,
        attributed_movements.payer_key,
        attributed_movements.month,
        attributed_movements.motion,
        revenue_movements.mrr_start,
        revenue_movements.mrr_end

    from attributed_movements

    cross join parameters.business as parameters

    inner join revenue_movements
        on attributed_movements.account_key = revenue_movements.account_key
        and attributed_movements.payer_key = revenue_movements.payer_key
        and attributed_movements.month = revenue_movements.month

    where
        parameters.lost_revenue_motion = 'last_in'
        and attributed_movements.movement in ('new', 'expansion', 'reactivation')

),

-- the gain that last raised the payer's revenue to where it was before the loss
last_gains as (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month,
        (array_agg(gains.motion order by gains.month desc))[1] as motion

    from revenue_movements

    inner join gains
        on revenue_movements.account_key = gains.account_key
        and revenue_movements.payer_key = gains.payer_key
        and revenue_movements.month > gains.month
        and revenue_movements.mrr_start > gains.mrr_start
        and revenue_movements.mrr_start <= gains.mrr_end

    where revenue_movements.movement in ('contraction', 'churn')

    group by revenue_movements.account_key, revenue_movements.payer_key, revenue_movements.month

),

final as (

    select
        attributed_movements.account_key,
        attributed_movements.payer_key,
        attributed_movements.month,
        origins.origin_motion,
        case
            when attributed_movements.movement in ('contraction', 'churn')
                then coalesce(last_gains.motion, origins.origin_motion)
            when attributed_movements.movement is null then null
            else attributed_movements.motion
        end as movement_motion

    from attributed_movements

    -- an account that never paid has no origin
    left join origins
        on attributed_movements.account_key = origins.account_key

    left join last_gains
        on attributed_movements.account_key = last_gains.account_key
        and attributed_movements.payer_key = last_gains.payer_key
        and attributed_movements.month = last_gains.month

)

select * from final
