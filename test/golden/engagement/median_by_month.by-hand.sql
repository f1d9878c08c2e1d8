-- In Berlin, by month: how many people were active, how much they did, and how much the person in the middle did.
with people as (
  select distinct on (coalesce(lower(email), user_id)) user_id, coalesce(lower(email), user_id) as email
  from source.users
  order by coalesce(lower(email), user_id), created_at, user_id
),
ours as (select user_id from source.users where is_internal or is_bot),
active as (
  select
    coalesce(people.user_id, event.user_id, link.user_id, event.anonymous_id) as person,
    date_trunc('month', event.occurred_at at time zone 'Europe/Berlin')::date as month
  from (select distinct on (event_id) * from source.product_events order by event_id, received_at) as event
  left join source.identities as link on event.user_id is null and link.anonymous_id = event.anonymous_id
  left join source.users as registered on registered.user_id = coalesce(event.user_id, link.user_id)
  left join people on people.email = coalesce(lower(registered.email), registered.user_id)
  where event.event_name not in ('page_view', 'email_opened')
    and coalesce(event.user_id, link.user_id, '') not in (select user_id from ours)
),
ranked as (
  select
    month,
    person,
    count(*) as events,
    row_number() over (partition by month order by count(*), person) as place,
    count(*) over (partition by month) as people
  from active
  group by month, person
)
select
  month as period,
  count(*) as active_users,
  sum(events) as active_events,
  -- place n / 2 and the next one when n is even, the one in the middle when it is odd
  round(avg(events) filter (where place in ((people + 1) / 2, (people + 2) / 2)), 6) as median_events_per_active_user
from ranked
where month between '2025-07-01' and '2025-12-01'
group by month
order by month
