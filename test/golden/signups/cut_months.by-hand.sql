-- Who registered in each month, from 15 September to 20 November 2025; our own people left out.
with people as (
  select distinct on (coalesce(lower(email), user_id)) user_id, created_at
  from source.users
  order by coalesce(lower(email), user_id), created_at, user_id
)
select
  date_trunc('month', created_at at time zone 'UTC')::date as period,
  date_trunc('month', created_at at time zone 'UTC')::date <> '2025-10-01' as is_partial,
  count(*)::text as signups
from people
where created_at >= '2025-09-15Z' and created_at < '2025-11-21Z'
  and user_id not in (select user_id from source.users where is_internal or is_bot)
group by 1, 2
order by 1
