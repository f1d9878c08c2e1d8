select
    date_trunc('quarter', revenue_movements.month::timestamp)::date as period,
    revenue_movement_motions.movement_motion,
    coalesce(sum(revenue_movements.mrr_change) filter (where revenue_movements.movement = 'new'), 0) as new_mrr,
    count(*) filter (where revenue_movements.movement = 'new') as new_paying_accounts

from facts.revenue_movements

left join facts.revenue_movement_motions
    on revenue_movements.account_key = revenue_movement_motions.account_key
    and revenue_movements.month = revenue_movement_motions.month

where
    revenue_movements.month >= date '2024-01-01'
    and revenue_movements.month < date '2026-01-01'

group by period, revenue_movement_motions.movement_motion

order by period, revenue_movement_motions.movement_motion collate "C" nulls last
