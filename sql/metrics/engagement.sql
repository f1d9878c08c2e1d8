/*---
view: metrics.engagement
description: Every event that makes its user active.
owner: growth-data
grain: one row per active event
key: [event_id]
time: occurred_at
entities:
  entities.users: "user_id, account_key"
  entities.workspaces: workspace_id
  entities.accounts: event_account_key
  facts.account_segments: "event_account_key, event_month"
  facts.account_months: "event_account_key, event_month"
  facts.account_origins: event_account_key
requires: [product_events]
dimensions:
  event_name: The event's name.
metrics:
  active_events:
    kind: count
    unit: count
    description: Active events in the period.
  active_users:
    kind: count_distinct
    expression: user_id
    unit: count
    description: Different users with an active event in the period.
  active_workspaces:
    kind: count_distinct
    expression: workspace_id
    version: 2
    unit: count
    description: Different workspaces with an active event in the period.
  active_accounts:
    kind: count_distinct
    expression: account_id
    version: 2
    unit: count
    description: >
      Different companies with an active event in the period. Workspaces without a company do not count.
  daily_active_users:
    kind: trailing
    actor: user_id
    window: dau_window
    unit: count
    description: Different users active during {{dau_window}}.
  weekly_active_users:
    kind: trailing
    actor: user_id
    window: wau_window
    unit: count
    description: Different users active during {{wau_window}}.
  monthly_active_users:
    kind: trailing
    actor: user_id
    window: mau_window
    unit: count
    description: Different users active during {{mau_window}}.
  average_daily_active_users:
    kind: average_daily
    actor: user_id
    window: mau_window
    unit: count
    description: "The number of different active users per day, averaged over {{mau_window}}."
  stickiness_ratio:
    kind: ratio
    numerator: average_daily_active_users
    denominator: monthly_active_users
    unit: ratio
    description: >
      average_daily_active_users divided by monthly_active_users, which is the share of {{mau_window}} on
      which monthly active users are active. Null without monthly active users.
  median_events_per_active_user:
    kind: median_by_actor
    actor: user_id
    unit: count
    description: >
      The median number of active events per active user. A few very active users raise the mean, not the
      median. Null without active users.
  stickiness_distribution:
    kind: distribution
    actor: user_id
    unit: count
    description: >
      Different users by the number of periods in the query's range in which they were active. The grain is
      the length of a period.
  workspace_stickiness_distribution:
    kind: distribution
    actor: workspace_id
    unit: count
    description: Different workspaces by the number of periods with an active event.
  account_stickiness_distribution:
    kind: distribution
    actor: account_id
    unit: count
    description: >
      Different companies by the number of periods with an active event. Workspaces without a company do not
      count.
  previous_weekly_active_users:
    kind: trailing
    actor: user_id
    window: wau_window
    offset_days: 7
    unit: count
    description: weekly_active_users seven days before the end of the period.
  momentum_abs:
    kind: derived
    expression: weekly_active_users - previous_weekly_active_users
    inputs: [weekly_active_users, previous_weekly_active_users]
    unit: count
    description: The change of weekly_active_users over seven days.
  momentum_rel:
    kind: derived
    expression: >
      case when previous_weekly_active_users >= momentum_min_base then (weekly_active_users -
      previous_weekly_active_users)::numeric / previous_weekly_active_users end
    inputs: [weekly_active_users, previous_weekly_active_users]
    parameters: [momentum_min_base]
    unit: ratio
    description: >
      The change of weekly_active_users over seven days, as a share. Null when the earlier value was less than
      {{momentum_min_base}}.
  weekly_active_users_14d_before:
    kind: trailing
    actor: user_id
    window: wau_window
    offset_days: 14
    unit: count
    description: weekly_active_users 14 days before the end of the period.
  weekly_active_users_21d_before:
    kind: trailing
    actor: user_id
    window: wau_window
    offset_days: 21
    unit: count
    description: weekly_active_users 21 days before the end of the period.
  momentum_slope_4w:
    kind: derived
    expression: >
      (3 * weekly_active_users + previous_weekly_active_users - weekly_active_users_14d_before - 3 *
      weekly_active_users_21d_before)::numeric / 10
    inputs:
      [
        weekly_active_users,
        previous_weekly_active_users,
        weekly_active_users_14d_before,
        weekly_active_users_21d_before,
      ]
    unit: score
    description: >
      The users by which weekly_active_users grows per week: the slope of the straight line that fits its last
      four values best, each seven days after the one before. One unusual week moves it less than
      momentum_abs. Negative when usage falls.
  new_active_users:
    kind: lifecycle
    actor: user_id
    state: new
    creation_dates_from: facts.user_creations
    unit: count
    description: >
      Users active in the period {{lifecycle_new_basis}}. In the first loaded period new and returning users
      cannot be distinguished.
  retained_users:
    kind: lifecycle
    unaffected_by: [lifecycle_new_basis]
    actor: user_id
    state: retained
    creation_dates_from: facts.user_creations
    unit: count
    description: Users active in the period and in the previous one.
  resurrected_users:
    kind: lifecycle
    actor: user_id
    state: resurrected
    creation_dates_from: facts.user_creations
    unit: count
    description: Users active in the period and earlier, but not in the previous one.
  dormant_users:
    kind: lifecycle
    unaffected_by: [lifecycle_new_basis]
    actor: user_id
    state: dormant
    creation_dates_from: facts.user_creations
    unit: count
    description: Users active in the previous period but not in this one.
  user_quick_ratio:
    kind: derived
    unaffected_by: [lifecycle_new_basis]
    expression: (new_active_users + resurrected_users)::numeric / nullif(dormant_users, 0)
    inputs: [new_active_users, resurrected_users, dormant_users]
    unit: ratio
    description: New and resurrected users per dormant user. Null without dormant users.
  new_active_accounts:
    kind: lifecycle
    actor: account_id
    state: new
    creation_dates_from: facts.account_creations
    version: 2
    unit: count
    description: Companies active in the period {{lifecycle_new_basis}}.
  retained_accounts:
    kind: lifecycle
    unaffected_by: [lifecycle_new_basis]
    actor: account_id
    state: retained
    creation_dates_from: facts.account_creations
    version: 2
    unit: count
    description: Companies active in the period and in the previous one.
  resurrected_accounts:
    kind: lifecycle
    actor: account_id
    state: resurrected
    creation_dates_from: facts.account_creations
    version: 2
    unit: count
    description: Companies active in the period and earlier, but not in the previous one.
  dormant_accounts:
    kind: lifecycle
    unaffected_by: [lifecycle_new_basis]
    actor: account_id
    state: dormant
    creation_dates_from: facts.account_creations
    version: 2
    unit: count
    description: Companies active in the previous period but not in this one.
  account_quick_ratio:
    kind: derived
    unaffected_by: [lifecycle_new_basis]
    expression: (new_active_accounts + resurrected_accounts)::numeric / nullif(dormant_accounts, 0)
    inputs: [new_active_accounts, resurrected_accounts, dormant_accounts]
    version: 2
    unit: ratio
    description: New and resurrected companies per dormant company. Null without dormant companies.
affected_with:
  core_action: { active_event: [none] }
  passive_events: { active_event: [none], core_action: [none] }
edge_cases:
  - By plan_state or segment, an event counts for the state of its account at the end of the event's month (as
    of `as_of` in the current one). An account that was free and then paid in a month was paying in it.
  - Page views and opened mails make no user active.
  - The value of a week or month counts the distinct users of it. Days do not add up to it.
  - A trailing window ends on the last day of the period, that day included.
  - In the first loaded period, a resurrected user cannot be distinguished from a new one.
  - Momentum as a share is null when fewer users than momentum_min_base were active before.
choices:
  - question: 28 days, 30 days or a calendar month?
    answer: 28 days.
    because: They contain every weekday four times, so weekends cause no waves.
    others:
      Mattermost: 7 and 30 days in its production models.
      Jonathan Hsu: Rolling 28 days.
      Calendar reports: The calendar month, of 28 to 31 days.
    options: [mau_window]
    metrics: [monthly_active_users, stickiness_ratio]
  - question: Which day labels a week?
    answer: The first day of the week names the row; a trailing value is that of its last day.
    because: A value as of the first day would be known before the week has begun.
    others:
      PostHog: The first day, and in an older release 0 on days without events.
  - question: What is stickiness?
    answer: >
      The mean of daily active users over the window, divided by monthly active users. The other meaning is
      stickiness_distribution.
    because: A single day divided by the month depends on its weekday.
    others:
      Dashboards: The daily active users of one day, divided by monthly ones.
      PostHog: A histogram of users by the number of active intervals.
    metrics: [stickiness_ratio, stickiness_distribution]
  - question: Who is new in growth accounting?
    answer: An actor that is active for the first time.
    because: Every active actor then has exactly one state, and the identity holds.
    others:
      PostHog: New by the creation of the person.
    options: [lifecycle_new_basis]
    metrics: [new_active_users, new_active_accounts]
---*/

with

activity as (

    select * from facts.activity

),

final as (

    select
        activity.account_key,
        activity.user_id,
        activity.workspace_id,
        activity.account_id,
        activity.event_account_key,
        activity.event_id,
        activity.event_name,
        plumbline.local_month(activity.occurred_at, parameters.time_zone) as event_month,
        activity.occurred_at

    from activity

    cross join parameters.business as parameters

)

select * from final
