-- From 15 October to 10 December, in Berlin: how many people were active on the asked days of each month, and in the 7
-- days up to the last of these days.
with people as (
  select distinct on (coalesce(lower(email), user_id)) user_id, coalesce(lower(email), user_id) as email
  from source.users
  order by coalesce(lower(email), user_id), created_at, user_id
),
ours as (select user_id from source.users where is_internal or is_bot),
active as (
  select distinct
    coalesce(people.user_id, event.user_id, link.user_id, event.anonymous_id) as person,
    (event.occurred_at at time zone 'Europe/Berlin')::date as day
  from (select distinct on (event_id) * from source.product_events order by event_id, received_at) as event
  left join source.identities as link on event.user_id is null and link.anonymous_id = event.anonymous_id
  left join source.users as registered on registered.user_id = coalesce(event.user_id, link.user_id)
  left join people on people.email = coalesce(lower(registered.email), registered.user_id)
  where event.event_name not in ('page_view', 'email_opened')
    and coalesce(event.user_id, link.user_id, '') not in (select user_id from ours)
),
months as (
  select *
  from (
    values
    (date '2025-10-01', true, date '2025-10-15', date '2025-10-31'),
    (date '2025-11-01', false, date '2025-11-01', date '2025-11-30'),
    (date '2025-12-01', true, date '2025-12-01', date '2025-12-10')
  ) as months (period, is_partial, first_day, last_day)
)
select
  months.period,
  months.is_partial,
  (count(distinct person) filter (where day >= first_day))::text as active_users,
  (count(distinct person) filter (where day > last_day - 7))::text as weekly_active_users
from months
inner join active on active.day between least(first_day, last_day - 6) and last_day
group by months.period, months.is_partial
order by months.period
