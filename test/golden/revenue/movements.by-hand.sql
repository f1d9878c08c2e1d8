-- What each customer's running subscriptions were worth at the end of each month, beside the month before.
-- In this company no account has two customers, so customers can be looked at one by one.
with months as (
  select month::date, least(month + interval '1 month', timestamp '2025-12-31 15:31:11.000001') at time zone 'UTC' as ends_at
  from generate_series(timestamp '2023-12-01', timestamp '2025-12-01', interval '1 month') as month
),
worth as (
  select
    customer.customer_id,
    months.month,
    coalesce(sum(
      (item.amount - coalesce(item.discount_amount, 0))
      * case item.interval when 'year' then 1 when 'quarter' then 4 when 'month' then 12 when 'week' then 52 end
      / (12 * coalesce(item.interval_count, 1))
    ), 0) as mrr
  from source.billing_customers as customer
  cross join months
  left join source.subscription_periods as item
    on item.customer_id = customer.customer_id
    and not item.is_trial
    and item.usage_type = 'licensed'
    and item.started_at < months.ends_at
    and (item.ended_at is null or item.ended_at >= months.ends_at)
  where not customer.is_deleted
  group by customer.customer_id, months.month
),
moved as (
  select
    *,
    lag(mrr, 1, 0::numeric) over (partition by customer_id order by month) as before,
    sum(mrr) over (partition by customer_id order by month rows between unbounded preceding and 1 preceding) > 0 as paid_before
  from worth
)
select
  month as period,
  sum(before) as starting_mrr,
  coalesce(sum(mrr) filter (where mrr > 0 and paid_before is not true), 0) as new_mrr,
  coalesce(sum(mrr - before) filter (where mrr > before and before > 0), 0) as expansion_mrr,
  coalesce(sum(mrr - before) filter (where mrr < before and mrr > 0), 0) as contraction_mrr,
  coalesce(sum(-before) filter (where mrr = 0 and before > 0), 0) as churned_mrr,
  coalesce(sum(mrr) filter (where mrr > 0 and before = 0 and paid_before), 0) as reactivation_mrr,
  0::numeric as fx_mrr,
  sum(mrr) as mrr
from moved
where month >= '2025-01-01'
group by month
order by month
