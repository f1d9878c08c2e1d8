/*---
view: facts.acquisition_spend
description: >
  The cost of acquiring customers, by motion and by the month whose new customers it is compared with. Spend
  without a motion is allocated by the new revenue, or the new payers, of each motion in that month; in a
  month without any it stays shared. By option, the cost of serving free accounts is such spend.
owner: growth-data
grain: one row per month, motion, channel and category
key: [month, origin_motion, channel, category, is_shared]
time: month
crosses_accounts: Spend belongs to months and motions, not to accounts.
---*/

with

spend as not materialized (

    select * from facts.spend

),

free_costs as not materialized (

    select * from facts.free_costs

),

revenue_movements as (

    select * from facts.revenue_movements

),

revenue_movement_motions as (

    select * from facts.revenue_movement_motions

),

costs as not materialized (

    select * from spend
    union all
    select
        free_costs.month,
        'shared' as motion,
        'free_accounts' as channel,
        'cost_to_serve' as category,
        free_costs.amount
    from free_costs
    cross join parameters.business as parameters
    where parameters.free_cost_treatment = 'cac'

),

-- spend may be compared with the new customers of a later month
lagged as not materialized (

    select
        plumbline.add_months(costs.month, parameters.spend_lag_months) as month,
        costs.motion,
        costs.channel,
        costs.category,
        costs.amount

    from costs

    cross join parameters.business as parameters

),

new_business as (

    select
        revenue_movements.month,
        revenue_movement_motions.origin_motion,
        sum(revenue_movements.mrr_change) as new_mrr,
        count(*) as new_accounts

    from revenue_movements

    inner join revenue_movement_motions
        on revenue_movements.account_key = revenue_movement_motions.account_key
        and revenue_movements.payer_key = revenue_movement_motions.payer_key
        and revenue_movements.month = revenue_movement_motions.month

    -- at a finer grain a new payer may have only negative items
    where
        revenue_movements.movement = 'new'
        and revenue_movements.mrr_change > 0

    group by revenue_movements.month, revenue_movement_motions.origin_motion

),

shares as (

    select
        new_business.month,
        new_business.origin_motion,
        case
            when parameters.shared_spend_allocation = 'by_new_accounts'
                then new_business.new_accounts
                / nullif(sum(new_business.new_accounts) over (partition by new_business.month), 0)
            else
                new_business.new_mrr
                / nullif(sum(new_business.new_mrr) over (partition by new_business.month), 0)
        end as share

    from new_business

    cross join parameters.business as parameters

    where parameters.shared_spend_allocation <> 'none'

),

final as (

    select
        lagged.month,
        lagged.motion as origin_motion,
        lagged.channel,
        lagged.category,
        false as is_shared,
        lagged.amount

    from lagged

    cross join parameters.business as parameters

    where
        lagged.motion <> 'shared'
        and plumbline.day_start(lagged.month, parameters.time_zone) < parameters.as_of

    union all

    select
        lagged.month,
        coalesce(shares.origin_motion, 'shared') as origin_motion,
        lagged.channel,
        lagged.category,
        true as is_shared,
        lagged.amount * coalesce(shares.share, 1) as amount

    from lagged

    cross join parameters.business as parameters

    left join shares
        on lagged.month = shares.month

    where
        lagged.motion = 'shared'
        and plumbline.day_start(lagged.month, parameters.time_zone) < parameters.as_of

)

select * from final
