/*---
view: metrics.user_retention
description: Every moment at which a user entered or could enter a cohort, and every return.
owner: growth-data
grain: one row per start or return
key: [event_id]
time: occurred_at
entities:
  entities.users: user_id, account_key
  entities.accounts: account_key
  facts.account_months: account_key, current_month
  facts.account_segments: account_key, current_month
  facts.account_origins: account_key
at_event:
  entities.accounts: event_account_key
  entities.workspaces: workspace_id
  facts.account_months: event_account_key, event_month
  facts.account_segments: event_account_key, event_month
return_events_from: facts.retention_events
requires: [product_events]
dimensions:
  start_property:
    description: >
      The value of the property named by the option retention_start_property, in the event that started the
      cohort. Null when the event has no such property, and for a sign-up.
    option: retention_start_property
affected_with:
  retention_cohort_entry: { retention_start_event: [given] }
  core_action: { retention_return_event: [none] }
  passive_events: { retention_return_event: [none], core_action: [none] }
metrics:
  user_cohort_size:
    kind: retention
    affected_with:
      retention_age_zero: { retention_base: [previous] }
      core_action: { retention_base: [previous] }
      retention_min_occurrences: { retention_base: [previous] }
      passive_events: { retention_base: [previous] }
      retention_return_event: { retention_base: [previous] }
    actor: user_id
    measure: size
    unit: count
    description: >
      The denominator of the rate, in the cohort's users: {{retention_base}}.
  retained_users_by_age:
    kind: retention
    unaffected_by: [retention_base]
    actor: user_id
    measure: retained
    unit: count
    description: >
      The cohort's users that returned {{retention_criterion}}; at age 0, {{retention_age_zero}}. Null when
      the age is entirely in the future.
  user_retention_rate:
    kind: ratio
    numerator: retained_users_by_age
    denominator: user_cohort_size
    unit: ratio
    description: >
      The number of a cohort's users that returned {{retention_criterion}}, divided by {{retention_base}}.
      With retention_base previous it can exceed 1, since users that did not return one age earlier may return
      later. Null when the age is entirely in the future.
edge_cases:
  - The current period of a cohort is partial; averages over cohorts leave it out.
  - A cohort that is too young for an age has no value there, never 0.
  - Deleted users stay in the denominator.
  - Values of on_or_after are revised by later data, and are never final.
choices:
  - question: Who enters a cohort?
    answer: A user enters once, at the first matching start event; by default the sign-up.
    because: Cohorts then share no user, and their sizes add up.
    others:
      PostHog: By default every period with a start event, so a user is in several cohorts.
      Mixpanel: The first event by default.
    options: [retention_cohort_entry]
  - question: Calendar periods, or multiples of 24 hours?
    answer: Calendar periods in the time zone of the query.
    because: Reports are read by week and month, and a day means the same for all users.
    others:
      Amplitude: 24 hours from each user's start, floored to the hour; 7 days a week and 30 days a month.
      Mixpanel: 24 hours for each interval.
      PostHog: The calendar, with 24 hours as an option.
    options: [retention_clock]
  - question: Must a user return in exactly that period?
    answer: Yes.
    because: The number is final when the period is over.
    others:
      Amplitude: Also in that period or any later one, as an option.
      PostHog: The same option, but not with windows of 24 hours.
    options: [retention_criterion, retention_brackets]
  - question: What does age 0 show?
    answer: The size of the cohort.
    because: The rate then starts at 1, and every later value is a share of it.
    others:
      Mixpanel: The users who did the return event within the first 24 hours.
      PostHog: The size, like us.
    options: [retention_age_zero]
  - question: What is the denominator?
    answer: The whole cohort.
    because: A rate over the previous age can exceed 1 and cannot be compared with others.
    others:
      PostHog: The whole cohort, or those retained one interval before, as an option.
    options: [retention_base]
  - question: How are cohorts averaged?
    answer: Weighted by their size, over cohorts that are old enough.
    because: A simple mean gives a cohort of three users the weight of one of three thousand.
    others:
      PostHog: Weighted or simple.
---*/

with

signups as (

    select * from facts.signups

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
        signups.account_key,
        signups.user_id,
        'signup:' || signups.user_id as event_id,
        null::text as workspace_id,
        signups.signup_account_key as event_account_key,
        plumbline.local_month(signups.signed_up_at, parameters.time_zone) as event_month,
        running_month.month as current_month,
        signups.signed_up_at as occurred_at,
        null::text as start_property,
        true as has_start_name,
        true as is_start,
        false as is_return

    from signups

    cross join parameters.business as parameters

    cross join running_month

    where parameters.retention_start_event is null

),

events as (

    select
        retention_events.account_key,
        retention_events.user_id,
        retention_events.event_id,
        retention_events.workspace_id,
        retention_events.event_account_key,
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

    where retention_events.user_id is not null

),

final as (

    select * from creations
    union all
    select * from events

)

select * from final
