/*---
view: metrics.workspace_retention
description: Every moment at which a workspace entered or could enter a cohort, and every return.
owner: growth-data
grain: one row per start or return
key: [event_id]
time: occurred_at
entities:
  entities.workspaces: workspace_id
  entities.accounts: event_account_key
  facts.account_segments: event_account_key, current_month
  facts.account_months: event_account_key, current_month
  facts.account_origins: event_account_key
at_event:
  facts.account_segments: event_account_key, event_month
  facts.account_months: event_account_key, event_month
return_events_from: facts.retention_events
requires: [product_events]
dimensions:
  start_property: { from: metrics.user_retention }
affected_with:
  retention_cohort_entry: { retention_start_event: [given] }
  core_action: { retention_return_event: [none] }
  passive_events: { retention_return_event: [none], core_action: [none] }
metrics:
  workspace_cohort_size:
    kind: retention
    affected_with:
      retention_age_zero: { retention_base: [previous] }
      core_action: { retention_base: [previous] }
      retention_min_occurrences: { retention_base: [previous] }
      passive_events: { retention_base: [previous] }
      retention_return_event: { retention_base: [previous] }
      retention_min_active_users: { retention_base: [previous] }
    actor: workspace_id
    distinct_actors: user_id
    measure: size
    version: 2
    unit: count
    description: >
      The denominator of the rate, in the cohort's workspaces: {{retention_base}}.
  retained_workspaces_by_age:
    kind: retention
    unaffected_by: [retention_base]
    actor: workspace_id
    distinct_actors: user_id
    measure: retained
    version: 2
    unit: count
    description: >
      The cohort's workspaces that returned {{retention_criterion}}; at age 0, {{retention_age_zero}}. Null
      when the age is entirely in the future.
  workspace_retention_rate:
    kind: ratio
    numerator: retained_workspaces_by_age
    denominator: workspace_cohort_size
    version: 2
    unit: ratio
    description: >
      The number of a cohort's workspaces that returned {{retention_criterion}}, divided by
      {{retention_base}}. With retention_base previous it can exceed 1, since workspaces that did not return
      one age earlier may return later. Null when the age is entirely in the future.
edge_cases:
  - A workspace returns with any core action of any member.
choices:
  - question: How many users make a workspace active?
    answer: One.
    because: The threshold depends on the product, and one makes no claim.
    others:
      Products for teams: Two or more, since a single user is no team.
    options: [retention_min_active_users]
---*/

with

workspace_creations as (

    select * from facts.workspace_creations

),

retention_events as (

    select * from facts.retention_events

),

running_month as (

    select * from parameters.running_month

),

-- without a start event, the creation starts the cohort
creations as (

    select
        workspace_creations.account_key,
        workspace_creations.workspace_id,
        workspace_creations.account_key as event_account_key,
        'creation:' || workspace_creations.workspace_id as event_id,
        plumbline.local_month(workspace_creations.created_at, parameters.time_zone) as event_month,
        running_month.month as current_month,
        workspace_creations.created_at as occurred_at,
        null::text as start_property,
        true as has_start_name,
        true as is_start,
        false as is_return

    from workspace_creations

    cross join parameters.business as parameters

    cross join running_month

    where parameters.retention_start_event is null

),

events as (

    select
        retention_events.account_key,
        retention_events.workspace_id,
        retention_events.event_account_key,
        retention_events.event_id,
        plumbline.local_month(retention_events.occurred_at, parameters.time_zone) as event_month,
        running_month.month as current_month,
        retention_events.occurred_at,
        retention_events.properties ->> parameters.retention_start_property as start_property,
        retention_events.has_start_name,
        retention_events.is_start,
        retention_events.is_return

    from retention_events

    cross join parameters.business as parameters

    cross join running_month

    where retention_events.workspace_id is not null

),

final as (

    select * from creations
    union all
    select * from events

)

select * from final
