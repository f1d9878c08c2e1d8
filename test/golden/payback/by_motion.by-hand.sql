-- What winning the customers of three months cost by motion, what they have brought in since, month by complete month,
-- and in which of them it came to what they had cost. None of these has two plans at a time.
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
    coalesce(customer.account_id, claim.account_id, 'ws:' || customer.workspace_id, customer.customer_id) as account,
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
),
months as (
  select month::date, (month + interval '1 month') at time zone 'UTC' as ends_at
  from generate_series(timestamp '2024-02-01', timestamp '2025-11-01', interval '1 month') as month
),
worth as (
  select
    items.account,
    months.month,
    items.plan,
    items.mrr
  from months
  inner join items on items.started_at < months.ends_at and items.ended_at >= months.ends_at
),
-- the company of every workspace: as recorded, by its domain, of most of its members, or of its maker
homes as (
  select
    workspace.*,
    coalesce(
      workspace.account_id, by_domain.account_id, by_members.account_id, by_maker.account_id,
      'ws:' || workspace.workspace_id
    ) as account
  from source.workspaces as workspace
  left join source.users as maker on maker.user_id = workspace.created_by_user_id
  left join source.account_domains as by_domain
    on by_domain.domain = workspace.domain and by_domain.valid_to is null
  left join source.account_domains as by_maker
    on by_maker.domain = coalesce(maker.email_domain, split_part(maker.email, '@', 2)) and by_maker.valid_to is null
  left join lateral (
    select claim.account_id
    from source.memberships as membership
    inner join source.users as member using (user_id)
    inner join source.account_domains as claim
      on claim.domain = coalesce(member.email_domain, split_part(member.email, '@', 2)) and claim.valid_to is null
    where membership.workspace_id = workspace.workspace_id
    group by claim.account_id
    having count(distinct member.user_id) >= 2
    order by count(distinct member.user_id) desc
    limit 1
  ) as by_members on true
  -- workspaces of our own people do not count
  where not coalesce(maker.is_internal or maker.is_bot, false)
),
-- the plan of every workspace at each month's end
placed as (
  select
    months.month,
    homes.workspace_id,
    homes.account,
    (
      select change.plan
      from source.plan_changes as change
      where change.workspace_id = homes.workspace_id and change.valid_from < months.ends_at
      order by change.valid_from desc
      limit 1
    ) as plan
  from months
  inner join homes
    on homes.created_at < months.ends_at and coalesce(homes.deleted_at, 'infinity') >= months.ends_at
),
-- events drive what a plan costs: every delivery once, without those of our own people
events as (
  select
    event.workspace_id,
    coalesce(homes.account, claim.account_id, membership.account) as account,
    date_trunc('month', event.occurred_at at time zone 'UTC')::date as month
  from (select distinct on (event_id) * from source.product_events order by event_id, received_at) as event
  left join source.identities as link using (anonymous_id)
  left join source.users as person on person.user_id = coalesce(event.user_id, link.user_id)
  left join homes using (workspace_id)
  left join source.account_domains as claim
    on claim.domain = coalesce(person.email_domain, split_part(person.email, '@', 2)) and claim.valid_to is null
  -- people with a private address are where their workspace is
  left join lateral (
    select min(joined.account) as account
    from source.memberships as membership
    inner join homes as joined using (workspace_id)
    where membership.user_id = person.user_id
  ) as membership on true
  where not coalesce(person.is_internal or person.is_bot, false)
),
-- those in a workspace count for its plan, all others for the plan that their account pays
used as (
  select month, plan, account, count(*) as events
  from (
    select placed.month, placed.plan, placed.account
    from events
    inner join placed using (workspace_id, month)
    union all
    select events.month, payer.plan, events.account
    from events
    inner join (select distinct month, plan, account from worth) as payer using (month, account)
    where not exists (
      select 1
      from placed
      where placed.workspace_id = events.workspace_id and placed.month = events.month
    )
  ) as counted
  group by month, plan, account
),
profits as (
  select
    won.month as cohort,
    won.motion,
    worth.month,
    worth.mrr * margin.margin
      - (
        select coalesce(sum(cost.amount), 0)
        from source.cost_to_serve as cost
        where cost.account_id = worth.account and cost.month = worth.month
      )
      -- what serving a plan cost, all who were on it bear by what they used
      - (
        select coalesce(
          sum(cost.amount * mine.events / (
            select sum(other.events) from used as other where other.plan = mine.plan and other.month = mine.month
          )), 0
        )
        from used as mine
        inner join source.cost_to_serve as cost
          on cost.account_id is null and cost.plan = mine.plan and cost.month = mine.month
        where mine.account = worth.account and mine.month = worth.month
      ) as profit
  from won
  inner join worth using (account)
  inner join source.gross_margin as margin on margin.plan = worth.plan and margin.month = worth.month
),
-- a month without any profit adds nothing to what there was
summed as (
  select
    costs.month as cohort,
    costs.motion,
    costs.cost,
    months.month,
    (
      (extract(year from months.month) - extract(year from costs.month)) * 12
      + extract(month from months.month) - extract(month from costs.month)
    )::integer as age,
    coalesce(sum(profits.profit), 0) as profit,
    sum(coalesce(sum(profits.profit), 0)) over (partition by costs.month, costs.motion order by months.month) as total
  from (select month, motion, sum(amount) as cost from spent group by month, motion) as costs
  inner join months on months.month >= costs.month
  left join profits on profits.cohort = costs.month and profits.motion = costs.motion and profits.month = months.month
  where costs.month between '2024-02-01' and '2024-04-01'
  group by costs.month, costs.motion, costs.cost, months.month
)
select
  cohort as period,
  cohort,
  motion as origin_motion,
  round(min(age + (cost - (total - profit)) / profit) filter (where total >= cost and total - profit < cost), 6)
    as cac_payback_months,
  round((array_agg(total order by age desc))[1] / cost, 12) as recovered_share
from summed
group by cohort, motion, cost
order by cohort, motion
