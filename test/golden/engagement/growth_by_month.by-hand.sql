-- Who did anything but look at pages, by month: each event once, people found by their cookies, ours left out.
with people as (
  select distinct on (coalesce(lower(email), user_id)) user_id, coalesce(lower(email), user_id) as email
  from source.users
  order by coalesce(lower(email), user_id), created_at, user_id
),
ours as (select user_id from source.users where is_internal or is_bot),
active as (
  select distinct
    coalesce(people.user_id, event.user_id, link.user_id, event.anonymous_id) as person,
    date_trunc('month', event.occurred_at at time zone 'UTC')::date as month
  from (select distinct on (event_id) * from source.product_events order by event_id, received_at) as event
  left join source.identities as link on event.user_id is null and link.anonymous_id = event.anonymous_id
  left join source.users as registered on registered.user_id = coalesce(event.user_id, link.user_id)
  left join people on people.email = coalesce(lower(registered.email), registered.user_id)
  where event.event_name not in ('page_view', 'email_opened')
    and coalesce(event.user_id, link.user_id, '') not in (select user_id from ours)
),
each as (
  select
    month,
    person,
    month = min(month) over (partition by person) as is_first,
    exists (select 1 from active as before where before.person = active.person and before.month = active.month - interval '1 month') as was_there,
    exists (select 1 from active as after where after.person = active.person and after.month = active.month + interval '1 month') as stays
  from active
)
select
  month::date as period,
  count(*) as active_users,
  count(*) filter (where is_first) as new_active_users,
  count(*) filter (where was_there) as retained_users,
  count(*) filter (where not is_first and not was_there) as resurrected_users,
  (select count(*) from each as before where before.month = each.month - interval '1 month' and not before.stays) as dormant_users,
  round((count(*) - count(*) filter (where was_there))::numeric
    / (select count(*) from each as before where before.month = each.month - interval '1 month' and not before.stays), 12) as user_quick_ratio
from each
where month between '2025-07-01' and '2025-12-01'
group by month
order by month
