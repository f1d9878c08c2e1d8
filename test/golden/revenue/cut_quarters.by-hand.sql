-- What each account's running subscriptions were worth, from February to November 2025 by quarter: the first and the last
-- quarter have two of their months, with the balance before the first and at the end of the last.
with
-- Payers who stopped paying count until their first overdue term: two weeks after it was due, or 45
-- days where a contract is billed, and no later one was paid. Seats added within a year that is paid for end nothing.
unpaid as (
  select
    invoice.subscription_id,
    min(invoice.period_start) as starts_at
  from source.invoices as invoice
  inner join source.billing_customers as customer using (customer_id)
  where invoice.paid_at is null
    and coalesce(invoice.due_at, invoice.issued_at)
      + case
        when exists (
          select 1
          from source.contracts as contract
          where contract.account_id = customer.account_id
            and invoice.issued_at::date between contract.start_date and contract.end_date
        ) then interval '1080 hours'
        else interval '336 hours'
      end < '2025-12-31 23:59:59+00'
    and not exists (
      select 1
      from source.invoices as other
      where other.subscription_id = invoice.subscription_id
        and other.paid_at is not null
        and (
          other.issued_at > invoice.issued_at
          or other.period_start <= invoice.period_start and other.period_end > invoice.period_start
        )
    )
  group by invoice.subscription_id
),
-- What every item is worth a month while it is paid for. All contracts are billed by subscriptions here.
items as (
  select
    coalesce(customer.account_id, claim.account_id, customer.customer_id) as account,
    item.plan,
    item.started_at,
    least(coalesce(item.ended_at, 'infinity'), coalesce(unpaid.starts_at, 'infinity')) as ended_at,
    (item.amount - coalesce(item.discount_amount, 0))
      * case item.interval when 'year' then 1 when 'quarter' then 4 when 'month' then 12 when 'week' then 52 end
      / (12 * coalesce(item.interval_count, 1)) as mrr
  from source.subscription_periods as item
  inner join source.billing_customers as customer using (customer_id)
  left join unpaid using (subscription_id)
  left join source.account_domains as claim
    on split_part(customer.payer_email, '@', 2) = claim.domain and claim.valid_to is null
  where not item.is_trial
    and item.usage_type = 'licensed'
    and not customer.is_deleted
    and item.started_at < coalesce(unpaid.starts_at, 'infinity')
),
months as (
  select month::date, (month + interval '1 month') at time zone 'UTC' as ends_at
  from generate_series(timestamp '2023-12-01', timestamp '2025-12-01', interval '1 month') as month
),
worth as (
  select
    accounts.account,
    months.month,
    coalesce(sum(items.mrr), 0) as mrr
  from (select distinct account from items) as accounts
  cross join months
  left join items
    on items.account = accounts.account
    and items.started_at < months.ends_at
    and items.ended_at >= months.ends_at
  group by accounts.account, months.month
),
moved as (
  select
    *,
    lag(mrr, 1, 0::numeric) over (partition by account order by month) as before,
    sum(mrr) over (partition by account order by month rows between unbounded preceding and 1 preceding) > 0 as paid_before
  from worth
)
select
  date_trunc('quarter', month)::date as period,
  date_trunc('quarter', month)::date in ('2025-01-01', '2025-10-01') as is_partial,
  sum(before) filter (where month in ('2025-02-01', '2025-04-01', '2025-07-01', '2025-10-01')) as starting_mrr,
  coalesce(sum(mrr) filter (where mrr > 0 and paid_before is not true), 0) as new_mrr,
  coalesce(sum(-before) filter (where mrr = 0 and before > 0), 0) as churned_mrr,
  sum(mrr) filter (where month in ('2025-03-01', '2025-06-01', '2025-09-01', '2025-11-01')) as mrr
from moved
where month between '2025-02-01' and '2025-11-01'
group by 1, 2
order by 1
