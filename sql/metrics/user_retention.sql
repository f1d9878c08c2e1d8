/*---
view: metrics.user_retention
description: >
  Every moment at which a user entered or might enter a cohort, and every moment at which it came back.
owner: growth-data
grain: one row per start or return
key: []
time: occurred_at
entities: { entities.users: user_id, entities.accounts: account_key }
requires: [product_events]
metrics:
  user_cohort_size:
    kind: retention
    actor: user_id
    measure: size
    unit: count
    description: The cohort's users.
  retained_users_by_age:
    kind: retention
    actor: user_id
    measure: retained
    unit: count
    description: >
      The cohort's users that were back at this age; at age 0 the whole cohort. Null when the age lies wholly
      in the future.
  user_retention_rate:
    kind: ratio
    numerator: retained_users_by_age
    denominator: user_cohort_size
    unit: ratio
    description: >
      The share of a cohort's users that were back at this age. Null when the age lies wholly in the future.
---*/

with

users as (

    select * from entities.users

),

retention_events as (

    select * from facts.retention_events

),

-- without a start event, being created is the start
creations as (

    select
        users.account_key,
        users.user_id as user_id,
        users.created_at as occurred_at,
        true as has_start_name,
        true as is_start,
        false as is_return

    from users

    cross join parameters.business as parameters

    where
        parameters.start_event is null
        and users.is_registered
        and users.created_at <= parameters.as_of

),

events as (

    select
        account_key,
        user_id,
        occurred_at,
        has_start_name,
        is_start,
        is_return

    from retention_events

    where user_id is not null

),

final as (

    select
        account_key,
        user_id,
        occurred_at,
        has_start_name,
        is_start,
        is_return
    from creations
    union all
    select
        account_key,
        user_id,
        occurred_at,
        has_start_name,
        is_start,
        is_return
    from events

)

select * from final
