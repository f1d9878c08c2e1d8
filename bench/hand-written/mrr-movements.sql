select
    month as period,
    coalesce(sum(mrr_change) filter (where movement = 'new'), 0) as new_mrr,
    coalesce(sum(mrr_change) filter (where movement = 'expansion'), 0) as expansion_mrr,
    coalesce(sum(mrr_change) filter (where movement = 'contraction'), 0) as contraction_mrr,
    coalesce(sum(mrr_change) filter (where movement = 'churn'), 0) as churned_mrr,
    coalesce(sum(mrr_change) filter (where movement = 'reactivation'), 0) as reactivation_mrr,
    sum(mrr_end) as mrr

from facts.revenue_movements

group by month

order by period
