/*---
view: facts.team_activations
description: >
  Every workspace and every company, and the moment its people had together done enough core actions within
  the window that starts with it: the only definition of a team's activation, which says nothing of each
  member. The window's end is null when there is no window.
owner: growth-data
grain: one row per workspace, and one per company that has a workspace
key: [scope, team_id]
time: anchored_at
crosses_accounts: A team's core actions are done by people of any account.
checks:
  activates_within_the_window: activated_at is null or activated_at >= anchored_at
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

core_actions as not materialized (

    select * from facts.core_actions

),

-- a workspace starts when it is made
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

-- a company starts with its first workspace
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

-- the core actions that are in time, the window's last moment included; each kind of team is joined on its
-- own, for of two sets put together the planner knows nothing
actions_in_time as not materialized (

    select
        workspace_windows.scope,
        workspace_windows.team_id,
        workspace_windows.account_key,
        workspace_windows.anchored_at,
        workspace_windows.window_ends_at,
        workspace_windows.min_count,
        workspace_windows.min_people,
        core_actions.user_id,
        core_actions.event_id,
        core_actions.occurred_at

    from workspace_windows

    inner join core_actions
        on workspace_windows.team_id = core_actions.workspace_id
        and (
            workspace_windows.window_ends_at is null
            or core_actions.occurred_at <= workspace_windows.window_ends_at
        )

    union all

    select
        account_windows.scope,
        account_windows.team_id,
        account_windows.account_key,
        account_windows.anchored_at,
        account_windows.window_ends_at,
        account_windows.min_count,
        account_windows.min_people,
        core_actions.user_id,
        core_actions.event_id,
        core_actions.occurred_at

    from account_windows

    inner join core_actions
        on account_windows.team_id = core_actions.account_id
        and (
            account_windows.window_ends_at is null
            or core_actions.occurred_at <= account_windows.window_ends_at
        )

),

-- where one action of anybody is enough, any of them will do
at_once as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        greatest(occurred_at, anchored_at) as activated_at

    from actions_in_time

    where
        greatest(min_count, min_people) = 1
        and user_id is not null

),

-- else each one is marked that is the first of its person
marked as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        min_count,
        min_people,
        occurred_at,
        event_id,
        user_id is not null
        and row_number() over (
            partition by scope, team_id, user_id
            order by occurred_at, event_id
        ) = 1 as is_new_person

    from actions_in_time

    where greatest(min_count, min_people) > 1

),

-- how many there were by then, and of how many people
counted as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        min_count,
        min_people,
        occurred_at,
        row_number() over (
            partition by scope, team_id
            order by occurred_at, event_id
        ) as actions_so_far,
        count(*) filter (where is_new_person) over (
            partition by scope, team_id
            order by occurred_at, event_id
        ) as people_so_far

    from marked

),

-- enough actions, of enough people
reached as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        greatest(occurred_at, anchored_at) as activated_at

    from counted

    where
        actions_so_far >= min_count
        and people_so_far >= min_people

),

-- one above the other and then grouped: for a join the planner would guess far too few that activated
everyone as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        null::timestamptz as activated_at
    from workspace_windows
    union all
    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        null as activated_at
    from account_windows
    union all
    select * from at_once
    union all
    select * from reached

),

-- the first that was enough
final as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        min(activated_at) as activated_at,
        window_ends_at

    from everyone

    group by scope, team_id, account_key, anchored_at, window_ends_at

)

select * from final
