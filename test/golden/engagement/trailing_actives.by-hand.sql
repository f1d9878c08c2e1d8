-- On each Sunday, in Berlin: how many people were active that day, in its 7 days and in its 28, and on how many
-- of the 28 days each of them was there, as a share.
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
)
select
  sunday::date - 6 as period,
  count(distinct person) filter (where day = sunday::date) as daily_active_users,
  count(distinct person) filter (where day > sunday::date - 7) as weekly_active_users,
  count(distinct person) as monthly_active_users,
  round(count(*) / 28.0 / count(distinct person), 12) as stickiness_ratio
from generate_series(timestamp '2025-11-09', timestamp '2025-12-07', interval '7 days') as sunday
inner join active on day between sunday::date - 27 and sunday::date
group by sunday
order by sunday
