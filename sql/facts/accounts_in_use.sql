/*---
view: facts.accounts_in_use
description: >
  Every account that somebody had begun to use or to pay for as of then. A company that only the CRM knows
  is none.
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

first_sightings as not materialized (

    select * from entities.first_sightings

),

paid_periods as not materialized (

    select * from facts.paid_periods

),

-- whom only events place somewhere is no sign of it, but the events that name it are
begun as (

    select
        account_key,
        known_from as began_at
    from user_creation_history
    where account_method <> 'events'
    union all
    select
        account_key,
        known_from as began_at
    from workspace_creation_history
    where
        roll_up_method <> 'events'
        -- what nobody registered and no rule places is no account of its own
        and (is_registered or roll_up_method <> 'none')
    union all
    select
        sighted_id as account_key,
        known_from as began_at
    from first_sightings
    where kind = 'account'
    union all
    select
        account_key,
        valid_from as began_at
    from paid_periods

),

final as (

    select begun.account_key

    from begun

    cross join parameters.business as parameters

    where begun.began_at <= parameters.as_of

    group by begun.account_key

)

select * from final
