/*---
view: facts.team_activations
description: >
  Every workspace and every company, and when its users together had done enough core actions within the
  window that starts with it. This is the only definition of team activation; it does not depend on the
  activation of members. The end of the window is null when the window has no length.
owner: growth-data
grain: one row per workspace, and one per company that has a workspace
key: [scope, team_id]
time: anchored_at
crosses_accounts: Users of several accounts may act in one team.
checks:
  activates_within_the_window: activated_at is null or activated_at >= anchored_at
---*/

with

workspace_windows as not materialized (

    select * from facts.workspace_windows

),

account_windows as not materialized (

    select * from facts.account_windows

),

core_actions as not materialized (

    select * from facts.core_actions

),

-- core actions within the window, its last moment included; each kind of team is joined separately, since the
-- planner has no statistics for a union
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

-- where one action of one user is enough, every action activates
activated_by_first_action as (

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

-- elsewhere, mark the first action of each user
first_action_per_user as (

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

-- actions and users up to each action
running_counts as (

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

    from first_action_per_user

),

-- enough actions of enough users
threshold_reached as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        greatest(occurred_at, anchored_at) as activated_at

    from running_counts

    where
        actions_so_far >= min_count
        and people_so_far >= min_people

),

-- unite and then group: a join here makes the planner underestimate the activated rows
outcomes_by_source as (

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
    select * from activated_by_first_action
    union all
    select * from threshold_reached

),

-- the earliest outcome counts
final as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        min(activated_at) as activated_at,
        window_ends_at

    from outcomes_by_source

    group by scope, team_id, account_key, anchored_at, window_ends_at

)

select * from final
