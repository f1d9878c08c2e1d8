-- Who paid a year before each month's end, what they paid then, and what they pay now.
with months as (
  select month::date, least(month + interval '1 month', timestamp '2025-12-31 15:31:11.000001') at time zone 'UTC' as ends_at
  from generate_series(timestamp '2024-07-01', timestamp '2025-12-01', interval '1 month') as month
),
worth as (
  select
    item.customer_id,
    months.month,
    sum(
      (item.amount - coalesce(item.discount_amount, 0))
      * case item.interval when 'year' then 1 when 'quarter' then 4 when 'month' then 12 when 'week' then 52 end
      / (12 * coalesce(item.interval_count, 1))
    ) as mrr
  from months
  inner join source.subscription_periods as item
    on not item.is_trial
    and item.usage_type = 'licensed'
    and item.started_at < months.ends_at
    and (item.ended_at is null or item.ended_at >= months.ends_at)
  inner join source.billing_customers as customer using (customer_id)
  where not customer.is_deleted
  group by item.customer_id, months.month
)
select
  (was.month + interval '1 year')::date as period,
  round(sum(coalesce(is_now.mrr, 0)) / sum(was.mrr), 12) as net_revenue_retention,
  sum(coalesce(is_now.mrr, 0)) as "net_revenue_retention.numerator",
  sum(was.mrr) as "net_revenue_retention.denominator",
  round(sum(least(coalesce(is_now.mrr, 0), was.mrr)) / sum(was.mrr), 12) as gross_revenue_retention,
  sum(least(coalesce(is_now.mrr, 0), was.mrr)) as "gross_revenue_retention.numerator",
  sum(was.mrr) as "gross_revenue_retention.denominator",
  round(count(is_now.mrr)::numeric / count(*), 12) as logo_retention_rate,
  count(is_now.mrr) as "logo_retention_rate.numerator",
  count(*) as "logo_retention_rate.denominator"
from worth as was
left join worth as is_now
  on is_now.customer_id = was.customer_id
  and is_now.month = was.month + interval '1 year'
where was.month between '2024-07-01' and '2024-12-01'
group by was.month
order by was.month
