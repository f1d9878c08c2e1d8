/*---
view: facts.movement_motions
description: >
  Which motion earned each movement of revenue. Nobody from sales near it: PLG. Sales met an account that
  already used the product: PLS. Sales came first: SLG. Sales came with the first touch or, where none is
  known, with the first deal. Money from before the first recorded event: unknown.
  What is lost counts against the motion that first won the account, whoever of the account pays.
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

revenue_movements as (

    select * from facts.revenue_movements

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

-- movements with sales in touch in the window before
touched as (

    select distinct
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month

    from revenue_movements

    cross join parameters.business as parameters

    inner join qualified_touches
        on revenue_movements.account_key = qualified_touches.account_key
        and qualified_touches.occurred_at <= revenue_movements.moved_at
        and qualified_touches.occurred_at
            >= revenue_movements.moved_at - parameters.touch_window_days * interval '24 hours'

),

-- movements with a deal that was open then, or won in the window before
dealt as (

    select distinct
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month

    from revenue_movements

    cross join parameters.business as parameters

    inner join opportunities
        on revenue_movements.account_key = opportunities.account_id
        and opportunities.created_at <= revenue_movements.moved_at
        and (
            opportunities.closed_at is null
            or opportunities.closed_at >= revenue_movements.moved_at
            or (
                opportunities.is_won
                and opportunities.closed_at
                    >= revenue_movements.moved_at - parameters.touch_window_days * interval '24 hours'
            )
        )

),

near as (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month,
        revenue_movements.movement,
        revenue_movements.mrr_change,
        revenue_movements.moved_at,
        touched.account_key is not null as is_touched,
        dealt.account_key is not null as has_deal

    from revenue_movements

    left join touched
        on revenue_movements.account_key = touched.account_key
        and revenue_movements.payer_key = touched.payer_key
        and revenue_movements.month = touched.month

    left join dealt
        on revenue_movements.account_key = dealt.account_key
        and revenue_movements.payer_key = dealt.payer_key
        and revenue_movements.month = dealt.month

),

judged as (

    select
        near.account_key,
        near.payer_key,
        near.month,
        near.movement,
        near.mrr_change,
        near.moved_at,
        case
            when near.moved_at < first_event.recorded_from and not near.is_touched and not near.has_deal
                then 'unknown'
            when not near.is_touched and not near.has_deal then 'PLG'
            when
                first_product_use.used_at
                < coalesce(first_touches.first_touched_at, first_opportunities.first_opportunity_at)
                then case when not near.has_deal and parameters.assisted_is = 'plg' then 'PLG' else 'PLS' end
            else 'SLG'
        end as motion

    from near

    cross join parameters.business as parameters

    cross join first_event

    left join first_product_use
        on near.account_key = first_product_use.account_key

    left join first_touches
        on near.account_key = first_touches.account_key

    left join first_opportunities
        on near.account_key = first_opportunities.account_key

),

-- the motion of the first money is the account's origin for good: where several payers began in its first
-- month, the last of them speaks, as it would for the account as one
origins as (

    select
        account_key,
        (array_agg(motion order by month, moved_at desc, payer_key))[1] as origin_motion

    from judged

    where movement = 'new'

    group by account_key

),

final as (

    select
        judged.account_key,
        judged.payer_key,
        judged.month,
        origins.origin_motion,
        case
            when judged.movement in ('contraction', 'churn') then origins.origin_motion
            when judged.movement is null then null
            else judged.motion
        end as movement_motion

    from judged

    -- an account that never paid has none
    left join origins
        on judged.account_key = origins.account_key

)

select * from final
