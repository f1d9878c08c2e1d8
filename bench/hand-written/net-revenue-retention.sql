select
    (base.month + interval '12 months')::date as period,
    round(sum(coalesce(latest.mrr_end, 0)) / sum(base.mrr_end), 12) as net_revenue_retention,
    round(sum(least(coalesce(latest.mrr_end, 0), base.mrr_end)) / sum(base.mrr_end), 12) as gross_revenue_retention

from facts.revenue_movements as base

left join facts.revenue_movements as latest
    on base.account_key = latest.account_key
    and latest.month = (base.month + interval '12 months')::date

where
    base.mrr_end > 0
    and base.month >= date '2024-01-01'
    and base.month < date '2025-01-01'

group by base.month

order by period
