-- For everyone who registered in 2025, once per mail address, and has had 7 times 24 hours since: whether
-- they did anything but look at pages within that time, and how many hours after they came.
with people as (
  select distinct on (coalesce(lower(email), user_id)) user_id, coalesce(lower(email), user_id) as email, created_at, invited_by_user_id
  from source.users
  where not is_internal and not is_bot
  order by coalesce(lower(email), user_id), created_at, user_id
),
acts as (
  select people.email, min(event.occurred_at) as at
  from source.product_events as event
  left join source.identities as link on event.user_id is null and link.anonymous_id = event.anonymous_id
  inner join source.users as registered on registered.user_id = coalesce(event.user_id, link.user_id)
  inner join people on people.email = coalesce(lower(registered.email), registered.user_id)
  where event.event_name not in ('page_view', 'email_opened')
  group by people.email
),
signups as (
  select
    date_trunc('quarter', created_at at time zone 'UTC')::date as period,
    case when invited_by_user_id is null then 'self' else 'invited' end as invited_or_self,
    at <= created_at + interval '168 hours' as is_activated,
    greatest(extract(epoch from at - created_at) / 3600, 0) as hours
  from people
  left join acts using (email)
  where created_at >= '2025-01-01Z' and created_at + interval '168 hours' <= '2025-12-31T15:31:11Z'
)
select
  period,
  invited_or_self,
  round(count(*) filter (where is_activated)::numeric / count(*), 12) as activation_rate,
  count(*) filter (where is_activated) as "activation_rate.numerator",
  count(*) as "activation_rate.denominator",
  round((percentile_cont(0.5) within group (order by hours) filter (where is_activated))::numeric, 6)
    as time_to_value_hours_p50
from signups
group by period, invited_or_self
order by period, invited_or_self
