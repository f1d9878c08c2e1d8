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

workspaces as not materialized (

    select * from entities.workspaces

),

accounts as not materialized (

    select * from entities.accounts

),

core_actions as not materialized (

    select * from facts.core_actions

),

-- a workspace starts when it is made, a company with its first workspace
teams as not materialized (

    select
        'workspace' as scope,
        workspaces.workspace_id as team_id,
        workspaces.account_key,
        workspaces.created_at as anchored_at,
        workspaces.created_at + parameters.workspace_activation_window_days * interval '24 hours'
            as window_ends_at,
        parameters.workspace_activation_min_count as min_count,
        parameters.workspace_activation_users as min_people

    from workspaces

    cross join parameters.business as parameters

    where
        workspaces.is_registered
        and workspaces.created_at <= parameters.as_of

    union all

    select
        'account' as scope,
        accounts.account_key as team_id,
        accounts.account_key,
        accounts.first_workspace_at as anchored_at,
        accounts.first_workspace_at + parameters.account_activation_window_days * interval '24 hours'
            as window_ends_at,
        parameters.account_activation_min_count as min_count,
        parameters.account_activation_users as min_people

    from accounts

    cross join parameters.business as parameters

    where
        accounts.account_kind = 'company'
        and accounts.first_workspace_at <= parameters.as_of

),

actions as not materialized (

    select
        'workspace' as scope,
        workspace_id as team_id,
        user_id,
        event_id,
        occurred_at

    from core_actions

    where workspace_id is not null

    union all

    select
        'account' as scope,
        account_id as team_id,
        user_id,
        event_id,
        occurred_at

    from core_actions

    where account_id is not null

),

-- the core actions that are in time, the window's last moment included
actions_in_time as not materialized (

    select
        teams.scope,
        teams.team_id,
        teams.anchored_at,
        teams.min_count,
        teams.min_people,
        actions.user_id,
        actions.event_id,
        actions.occurred_at

    from teams

    inner join actions
        on teams.scope = actions.scope
        and teams.team_id = actions.team_id
        and (
            teams.window_ends_at is null
            or actions.occurred_at <= teams.window_ends_at
        )

),

-- where one action of anybody is enough, it is the first
at_once as (

    select
        scope,
        team_id,
        min(greatest(occurred_at, anchored_at)) as activated_at

    from actions_in_time

    where
        greatest(min_count, min_people) = 1
        and user_id is not null

    group by scope, team_id

),

-- else each one is marked that is the first of its person
marked as (

    select
        scope,
        team_id,
        anchored_at,
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
        anchored_at,
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
        min(greatest(occurred_at, anchored_at)) as activated_at

    from counted

    where
        actions_so_far >= min_count
        and people_so_far >= min_people

    group by scope, team_id

),

activations as (

    select
        scope,
        team_id,
        activated_at
    from at_once
    union all
    select
        scope,
        team_id,
        activated_at
    from reached

),

final as (

    select
        teams.scope,
        teams.team_id,
        teams.account_key,
        teams.anchored_at,
        activations.activated_at,
        teams.window_ends_at

    from teams

    left join activations
        on teams.scope = activations.scope
        and teams.team_id = activations.team_id

)

select * from final
