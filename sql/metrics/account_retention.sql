/*---
view: metrics.account_retention
description: Every moment at which an account entered or could enter a cohort, and every return.
owner: growth-data
grain: one row per start or return
key: [event_id]
time: occurred_at
entities:
  entities.accounts: account_id
  facts.account_months: account_id, current_month
  facts.account_segments: account_id, current_month
  facts.account_origins: account_id
at_event:
  entities.workspaces: workspace_id
  facts.account_months: account_id, event_month
  facts.account_segments: account_id, event_month
return_events_from: facts.retention_events
requires: [product_events]
assumes:
  workspaces: >
    No workspaces were provided, so the sign-up of an account is that of its first user or event.
dimensions:
  start_property: { from: metrics.user_retention }
affected_with:
  retention_cohort_entry: { retention_start_event: [given] }
  core_action: { retention_return_event: [none] }
  passive_events: { retention_return_event: [none], core_action: [none] }
metrics:
  account_cohort_size:
    kind: retention
    affected_with:
      retention_age_zero: { retention_base: [previous] }
      core_action: { retention_base: [previous] }
      retention_min_occurrences: { retention_base: [previous] }
      passive_events: { retention_base: [previous] }
      retention_return_event: { retention_base: [previous] }
      retention_min_active_users: { retention_base: [previous] }
    actor: account_id
    distinct_actors: user_id
    measure: size
    version: 2
    unit: count
    description: >
      The denominator of the rate, in the cohort's accounts: {{retention_base}}. Without a start event an
      account enters the cohort of the period in which its first workspace was created.
  retained_accounts_by_age:
    kind: retention
    unaffected_by: [retention_base]
    actor: account_id
    distinct_actors: user_id
    measure: retained
    version: 2
    unit: count
    description: >
      The cohort's accounts that returned {{retention_criterion}}; at age 0, {{retention_age_zero}}. Null when
      the age is entirely in the future.
  account_retention_rate:
    kind: ratio
    numerator: retained_accounts_by_age
    denominator: account_cohort_size
    version: 2
    unit: ratio
    description: >
      The number of a cohort's accounts that returned {{retention_criterion}}, divided by {{retention_base}}.
      With retention_base previous it can exceed 1, since accounts that did not return one age earlier may
      return later. Null when the age is entirely in the future.
edge_cases:
  - An account returns with any of its workspaces.
choices:
  - question: When does an account enter its cohort?
    answer: With its first registered workspace.
    because: Usage cannot begin before it, and a record in the CRM can be years older.
    others:
      CRM reports: At the creation of the company's record.
  - question: Usage or payment?
    answer: Usage. Payment is logo_retention_rate and cohort_logo_retention_rate.
    because: An account may pay without use for a year, which is the case that both numbers together show.
    others:
      Finance teams: Account retention means customers that still pay.
---*/

with

accounts as not materialized (

    select * from entities.accounts

),

account_creations as (

    select * from facts.account_creations

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
        accounts.account_key,
        accounts.account_key as account_id,
        'creation:' || accounts.account_key as event_id,
        null::text as workspace_id,
        plumbline.local_month(account_creations.created_at, parameters.time_zone) as event_month,
        running_month.month as current_month,
        account_creations.created_at as occurred_at,
        null::text as start_property,
        true as has_start_name,
        true as is_start,
        false as is_return

    from accounts

    cross join parameters.business as parameters

    cross join running_month

    inner join account_creations
        on accounts.account_key = account_creations.account_key

    where
        parameters.retention_start_event is null
        and accounts.account_kind = 'company'

),

events as (

    select
        retention_events.account_key,
        retention_events.account_id,
        retention_events.event_id,
        retention_events.workspace_id,
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

    where retention_events.account_id is not null

),

final as (

    select * from creations
    union all
    select * from events

)

select * from final
