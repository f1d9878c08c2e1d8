/*---
view: facts.account_windows
description: >
  The activation window of each company, and the required numbers of core actions and users. The end of the
  window is null when the window has no length.
owner: growth-data
grain: one row per company that has a workspace
key: [team_id]
time: anchored_at
---*/

with

accounts as not materialized (

    select * from entities.accounts

),

account_creations as (

    select * from facts.account_creations

),

-- the window starts with the first workspace of the company
final as not materialized (

    select
        'account' as scope,
        accounts.account_key as team_id,
        accounts.account_key,
        account_creations.created_at as anchored_at,
        account_creations.created_at + parameters.account_activation_window_days * interval '24 hours'
            as window_ends_at,
        parameters.account_activation_min_count as min_count,
        parameters.account_activation_users as min_people

    from accounts

    cross join parameters.business as parameters

    inner join account_creations
        on accounts.account_key = account_creations.account_key

    where accounts.account_kind = 'company'

)

select * from final
