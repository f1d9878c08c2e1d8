-- For everyone who registered from Wednesday, 17 September, to Thursday, 2 October, by the week (from Monday, in UTC) of
-- it: in which of the next two weeks they did anything but look at pages. The first and the last week have some days only.
with people as (
  select distinct on (coalesce(lower(email), user_id))
    user_id,
    coalesce(lower(email), user_id) as email,
    created_at
  from source.users
  order by coalesce(lower(email), user_id), created_at, user_id
),
starters as (
  select
    people.user_id,
    people.email,
    date_trunc('week', people.created_at at time zone 'UTC')::date as cohort
  from people
  where people.created_at >= '2025-09-17Z' and people.created_at < '2025-10-03Z'
    and people.user_id not in (select user_id from source.users where is_internal or is_bot)
),
back as (
  select distinct
    starters.user_id,
    (date_trunc('week', event.occurred_at at time zone 'UTC')::date - starters.cohort) / 7 as age
  from source.product_events as event
  left join source.identities as link on event.user_id is null and link.anonymous_id = event.anonymous_id
  inner join source.users as registered on registered.user_id = coalesce(event.user_id, link.user_id)
  inner join starters on starters.email = coalesce(lower(registered.email), registered.user_id)
  where event.event_name not in ('page_view', 'email_opened')
)
select
  cohort as period,
  cohort,
  cohort <> '2025-09-22' as is_partial,
  age::text,
  round((count(*) filter (where age = 0 or back.user_id is not null))::numeric / count(*), 12) as user_retention_rate,
  count(*) filter (where age = 0 or back.user_id is not null) as "user_retention_rate.numerator",
  count(*) as "user_retention_rate.denominator"
from starters
cross join generate_series(0, 2) as age
left join back using (user_id, age)
group by cohort, age
order by cohort, age
