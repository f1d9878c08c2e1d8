/*---
view: facts.team_windows
description: >
  The window in which each workspace and each company has to activate, and how many core actions of how many
  users it takes. The end of the window is null when the window has no length.
owner: growth-data
grain: one row per workspace, and one per company that has a workspace
key: [scope, team_id]
time: anchored_at
---*/

with

workspace_creations as not materialized (

    select * from facts.workspace_creations

),

accounts as not materialized (

    select * from entities.accounts

),

account_creations as not materialized (

    select * from facts.account_creations

),

-- a workspace's window starts when it is created
workspace_windows as not materialized (

    select
        'workspace' as scope,
        workspace_creations.workspace_id as team_id,
        workspace_creations.account_key,
        workspace_creations.created_at as anchored_at,
        workspace_creations.created_at + parameters.workspace_activation_window_days * interval '24 hours'
            as window_ends_at,
        parameters.workspace_activation_min_count as min_count,
        parameters.workspace_activation_users as min_people

    from workspace_creations

    cross join parameters.business as parameters

),

-- a company's window starts with its first workspace
account_windows as not materialized (

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

),

final as not materialized (

    select * from workspace_windows
    union all
    select * from account_windows

)

select * from final
