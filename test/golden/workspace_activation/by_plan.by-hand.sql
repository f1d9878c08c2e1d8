-- For every workspace made at least 14 days ago, but our own demonstration workspace: whether anyone but our own
-- people did anything but look at pages in it within these 14 days.
with ours as (select user_id from source.users where is_internal or is_bot),
made as (
  select
    plan as workspace_plan,
    exists (
      select 1
      from source.product_events as event
      left join source.identities as link on event.user_id is null and link.anonymous_id = event.anonymous_id
      where event.workspace_id = workspaces.workspace_id
        and event.event_name not in ('page_view', 'email_opened')
        and coalesce(event.user_id, link.user_id, '') not in (select user_id from ours)
        and event.occurred_at <= workspaces.created_at + interval '14 days'
    ) as is_activated
  from source.workspaces
  where created_at + interval '14 days' <= '2025-12-31T15:31:11Z'
    and coalesce(created_by_user_id, '') not in (select user_id from ours)
)
select
  workspace_plan,
  count(*) as eligible_workspaces,
  count(*) filter (where is_activated) as activated_workspaces,
  round(count(*) filter (where is_activated)::numeric / count(*), 12) as workspace_activation_rate
from made
group by workspace_plan
order by workspace_plan
