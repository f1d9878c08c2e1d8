/*---
view: facts.started_accounts
description: >
  Every account that had started to use or to pay for the product as of `as_of`. Companies known only from
  the CRM do not count.
owner: growth-data
grain: one row per account
key: [account_key]
---*/

with

user_creation_history as not materialized (

    select * from entities.user_creation_history

),

workspace_creation_history as not materialized (

    select * from entities.workspace_creation_history

),

first_seen as not materialized (

    select * from entities.first_seen

),

paid_periods as not materialized (

    select * from facts.paid_periods

),

-- users linked to an account only by events do not count; events that name the account do
start_candidates as (

    select
        account_key,
        recorded_from as started_at
    from user_creation_history
    where account_method <> 'events'
    union all
    select
        account_key,
        recorded_from as started_at
    from workspace_creation_history
    where
        roll_up_method <> 'events'
        -- an unregistered workspace without a match is not an account of its own
        and (is_registered or roll_up_method <> 'none')
    union all
    select
        entity_id as account_key,
        recorded_from as started_at
    from first_seen
    where entity_type = 'account'
    union all
    select
        account_key,
        valid_from as started_at
    from paid_periods

),

final as (

    select
        start_candidates.account_key,
        min(start_candidates.started_at) as started_at

    from start_candidates

    cross join parameters.business as parameters

    where start_candidates.started_at <= parameters.as_of

    group by start_candidates.account_key

)

select * from final
