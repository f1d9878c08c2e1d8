-- What was spent in each quarter, and who began to pay, by the motion that won them. Nobody's first revenue is of two
-- subscriptions here: an account with several customers began with one of them.
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
firsts as (
  select distinct on (account) account, started_at, mrr
  from items
  order by account, started_at
),
-- calls, meetings, replies and proposals of a person who sells
touches as (
  select
    coalesce(touch.account_id, deal.account_id, contact.account_id) as account,
    touch.occurred_at
  from source.sales_touches as touch
  left join source.opportunities as deal using (opportunity_id)
  left join source.contacts as contact on contact.contact_id = touch.contact_id
  left join source.reps as rep on rep.rep_id = touch.rep_id
  where touch.kind in ('meeting_held', 'call_connected', 'email_reply', 'reply', 'proposal', 'proposal_sent')
    and not touch.is_automated
    and coalesce(rep.role, 'sell') = 'sell'
),
near as (
  select
    firsts.*,
    exists (
      select 1
      from touches
      where touches.account = firsts.account
        and touches.occurred_at between firsts.started_at - interval '90 days' and firsts.started_at
    )
    or exists (
      select 1
      from source.opportunities as deal
      where deal.account_id = firsts.account
        and deal.created_at <= firsts.started_at
        and (
          coalesce(deal.closed_at, 'infinity') >= firsts.started_at
          or deal.is_won and deal.closed_at >= firsts.started_at - interval '90 days'
        )
    ) as is_near,
    least(
      (select min(occurred_at) from touches where touches.account = firsts.account),
      (select min(created_at) from source.opportunities as deal where deal.account_id = firsts.account)
    ) as met_at,
    -- when the first of their people did something within a week of signing up
    (
      select min(greatest(event.occurred_at, person.created_at))
      from source.users as person
      inner join source.account_domains as claim
        on claim.domain = split_part(person.email, '@', 2) and claim.account_id = firsts.account
      inner join source.product_events as event
        on event.user_id = person.user_id
        and event.event_name <> 'page_view'
        and event.occurred_at <= person.created_at + interval '168 hours'
    ) as used_at
  from firsts
),
won as (
  select
    date_trunc('month', started_at at time zone 'UTC')::date as month,
    account,
    mrr,
    case when not is_near then 'PLG' when used_at < met_at then 'PLS' else 'SLG' end as motion
  from near
),
-- what was spent for all of them is theirs by the revenue that each won in the month
spent as (
  select month, motion, amount from source.spend where motion <> 'shared'
  union all
  select
    spend.month,
    coalesce(won.motion, 'shared'),
    case when won.motion is null then spend.amount
      else spend.amount * won.mrr / sum(won.mrr) over (partition by spend.month, spend.channel, spend.category)
    end
  from source.spend as spend
  left join won on won.month = spend.month
  where spend.motion = 'shared'
)
select
  began.quarter::date as period,
  motions.motion as origin_motion,
  round(coalesce(spending.amount, 0), 6) as acquisition_spend,
  coalesce(winning.accounts, 0) as acquired_accounts,
  round(spending.amount / winning.accounts, 6) as cac
from generate_series(timestamp '2025-01-01', timestamp '2025-10-01', interval '3 months') as began (quarter)
cross join unnest(array['PLG', 'PLS', 'SLG', 'shared']) as motions (motion)
left join (
  select date_trunc('quarter', month) as quarter, motion, sum(amount) as amount from spent group by 1, 2
) as spending on spending.quarter = began.quarter and spending.motion = motions.motion
left join (
  select date_trunc('quarter', month) as quarter, motion, count(*) as accounts from won group by 1, 2
) as winning on winning.quarter = began.quarter and winning.motion = motions.motion
order by began.quarter, motions.motion
