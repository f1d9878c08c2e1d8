select
    (base.month + interval '12 months')::date as period,
    round(sum(coalesce(latest.mrr, 0)) / sum(base.mrr), 12) as net_revenue_retention,
    round(sum(least(coalesce(latest.mrr, 0), base.mrr)) / sum(base.mrr), 12) as gross_revenue_retention

from facts.account_months as base

left join facts.account_months as latest
    on base.account_key = latest.account_key
    and latest.month = (base.month + interval '12 months')::date
    and latest.mrr > 0

where
    base.mrr > 0
    and base.month >= date '2024-01-01'
    and base.month < date '2025-01-01'

group by base.month

order by period
