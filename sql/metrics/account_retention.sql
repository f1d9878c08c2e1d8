/*---
view: metrics.account_retention
description: >
  Every moment at which a account entered or might enter a cohort, and every moment at which it came back.
owner: growth-data
grain: one row per start or return
key: []
time: occurred_at
entities: { entities.accounts: account_id }
requires: [product_events]
metrics:
  account_cohort_size:
    kind: retention
    actor: account_id
    measure: size
    unit: count
    description: The cohort's accounts.
  retained_accounts_by_age:
    kind: retention
    actor: account_id
    measure: retained
    unit: count
    description: >
      The cohort's accounts that were back at this age; at age 0 the whole cohort. Null when the age lies
      wholly in the future.
  account_retention_rate:
    kind: ratio
    numerator: retained_accounts_by_age
    denominator: account_cohort_size
    unit: ratio
    description: >
      The share of a cohort's accounts that were back at this age. Null when the age lies wholly in the
      future.
---*/

with

accounts as (

    select * from entities.accounts

),

retention_events as (

    select * from facts.retention_events

),

-- without a start event, being created is the start
creations as (

    select
        accounts.account_key,
        accounts.account_key as account_id,
        accounts.created_at as occurred_at,
        true as has_start_name,
        true as is_start,
        false as is_return

    from accounts

    cross join parameters.business as parameters

    where
        parameters.start_event is null
        and accounts.account_kind = 'company'
        and accounts.created_at <= parameters.as_of

),

events as (

    select
        account_key,
        account_id,
        occurred_at,
        has_start_name,
        is_start,
        is_return

    from retention_events

    where account_id is not null

),

final as (

    select
        account_key,
        account_id,
        occurred_at,
        has_start_name,
        is_start,
        is_return
    from creations
    union all
    select
        account_key,
        account_id,
        occurred_at,
        has_start_name,
        is_start,
        is_return
    from events

)

select * from final
