-- $1: 1
-- $2: 14
-- $3: "2025-12-31T23:59:59Z"
-- $4: null
-- $5: ["page_view","pageview","$pageview","email_open","email_opened"]

with

-- The parameters of this request, instead of the canonical ones.
parameters__business as not materialized (

    select
        $1::integer as account_activation_min_count,
        $1::integer as account_activation_users,
        $2::numeric as account_activation_window_days,
        $3::timestamptz as as_of,
        $4::text[] as core_action,
        $4::text[]::jsonb[] as core_action_conditions,
        $5::text[] as passive_events,
        $1::integer as workspace_activation_min_count,
        $1::integer as workspace_activation_users,
        $2::numeric as workspace_activation_window_days

),

-- facts.workspace_creations: When each registered workspace was created, as recorded by `as_of`.
facts__workspace_creations as not materialized (

    select
        workspace_creation_history.account_key,
        workspace_creation_history.workspace_id,
        workspace_creation_history.created_at

    from entities.workspace_creation_history as workspace_creation_history

    cross join parameters__business as parameters

    where
        workspace_creation_history.is_registered
        and workspace_creation_history.recorded_from <= parameters.as_of
        and workspace_creation_history.recorded_to > parameters.as_of

),

-- facts.workspace_windows: The activation window of each workspace, and the required numbers of core actions and users.
facts__workspace_windows as not materialized (

    select
        'workspace' as scope,
        workspace_creations.workspace_id as team_id,
        workspace_creations.account_key,
        workspace_creations.created_at as anchored_at,
        workspace_creations.created_at + parameters.workspace_activation_window_days * interval '24 hours'
            as window_ends_at,
        parameters.workspace_activation_min_count as min_count,
        parameters.workspace_activation_users as min_people

    from facts__workspace_creations as workspace_creations

    cross join parameters__business as parameters

),

-- facts.account_creations: When each account was created, as recorded by `as_of`.
facts__account_creations as not materialized (

    select
        account_creation_history.account_key,
        account_creation_history.account_key as account_id,
        account_creation_history.created_at

    from entities.account_creation_history as account_creation_history

    cross join parameters__business as parameters

    where
        account_creation_history.recorded_from <= parameters.as_of
        and account_creation_history.recorded_to > parameters.as_of

),

-- facts.account_windows: The activation window of each company, and the required numbers of core actions and users.
facts__account_windows as not materialized (

    select
        'account' as scope,
        accounts.account_key as team_id,
        accounts.account_key,
        account_creations.created_at as anchored_at,
        account_creations.created_at + parameters.account_activation_window_days * interval '24 hours'
            as window_ends_at,
        parameters.account_activation_min_count as min_count,
        parameters.account_activation_users as min_people

    from entities.accounts as accounts

    cross join parameters__business as parameters

    inner join facts__account_creations as account_creations
        on accounts.account_key = account_creations.account_key

    where accounts.account_kind = 'company'

),

-- facts.core_actions: Every core action recorded by `as_of`: the event in which the product delivers its value.
facts__core_actions as (

    select
        events.account_key,
        events.user_id,
        events.workspace_id,
        events.account_id,
        events.event_account_key,
        events.event_id,
        events.event_name,
        events.occurred_at

    from facts.events as events

    cross join parameters__business as parameters

    where
        events.recorded_at <= parameters.as_of
        and case
            when parameters.core_action is not null
                then plumbline.matches_event(
                    events.event_name,
                    events.properties,
                    parameters.core_action,
                    parameters.core_action_conditions
                )
            else events.event_name <> all (parameters.passive_events)
        end

),

-- In facts.team_activations: workspace windows.
facts__team_activations__workspace_windows as not materialized (

    select * from facts__workspace_windows as workspace_windows

),

-- In facts.team_activations: account windows.
facts__team_activations__account_windows as not materialized (

    select * from facts__account_windows as account_windows

),

-- In facts.team_activations: core actions.
facts__team_activations__core_actions as not materialized (

    select * from facts__core_actions as core_actions

),

-- In facts.team_activations: core actions within the window, its last moment included; each kind of team is joined
-- separately, since the planner has no statistics for a union.
facts__team_activations__actions_in_time as not materialized (

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

    from facts__team_activations__workspace_windows as workspace_windows

    inner join facts__team_activations__core_actions as core_actions
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

    from facts__team_activations__account_windows as account_windows

    inner join facts__team_activations__core_actions as core_actions
        on account_windows.team_id = core_actions.account_id
        and (
            account_windows.window_ends_at is null
            or core_actions.occurred_at <= account_windows.window_ends_at
        )

),

-- In facts.team_activations: where one action of one user is enough, every action activates.
facts__team_activations__activated_by_first_action as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        greatest(occurred_at, anchored_at) as activated_at

    from facts__team_activations__actions_in_time as actions_in_time

    where
        greatest(min_count, min_people) = 1
        and user_id is not null

),

-- In facts.team_activations: elsewhere, mark the first action of each user.
facts__team_activations__first_action_per_user as (

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

    from facts__team_activations__actions_in_time as actions_in_time

    where greatest(min_count, min_people) > 1

),

-- In facts.team_activations: actions and users up to each action.
facts__team_activations__running_counts as (

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

    from facts__team_activations__first_action_per_user as first_action_per_user

),

-- In facts.team_activations: enough actions of enough users.
facts__team_activations__threshold_reached as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        greatest(occurred_at, anchored_at) as activated_at

    from facts__team_activations__running_counts as running_counts

    where
        actions_so_far >= min_count
        and people_so_far >= min_people

),

-- In facts.team_activations: unite and then group: a join here makes the planner underestimate the activated rows.
facts__team_activations__outcomes_by_source as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        null::timestamptz as activated_at
    from facts__team_activations__workspace_windows as workspace_windows
    union all
    select
        scope,
        team_id,
        account_key,
        anchored_at,
        window_ends_at,
        null as activated_at
    from facts__team_activations__account_windows as account_windows
    union all
    select * from facts__team_activations__activated_by_first_action as activated_by_first_action
    union all
    select * from facts__team_activations__threshold_reached as threshold_reached

),

-- facts.team_activations: Every workspace and every company, and when its users together had done enough core actions
-- within the window that starts with it.
facts__team_activations as (

    select
        scope,
        team_id,
        account_key,
        anchored_at,
        min(activated_at) as activated_at,
        window_ends_at

    from facts__team_activations__outcomes_by_source as outcomes_by_source

    group by scope, team_id, account_key, anchored_at, window_ends_at

),

-- metrics.workspace_activation: Every workspace, dated by its creation, with the time at which its users together had
-- performed enough core actions.
metrics__workspace_activation as (

    select
        account_key,
        team_id as workspace_id,
        anchored_at,
        activated_at as converted_at,
        window_ends_at

    from facts__team_activations as team_activations

    where scope = 'workspace'

),

-- eligible_workspaces, activated_workspaces: from metrics.workspace_activation, rows whose window has ended.
workspace_activation_counted as (

    select
        workspaces_of_fact.c_plan as d_workspace_plan,
        count(*) filter (
            where (fact.window_ends_at is null or fact.window_ends_at <= $3::timestamptz)
        ) as eligible_workspaces,
        count(*) filter (
            where (fact.window_ends_at is null or fact.window_ends_at <= $3::timestamptz)
            and fact.converted_at is not null
        ) as activated_workspaces,
        count(*) filter (where fact.window_ends_at > $3::timestamptz) as workspace_activation_counted_immature,
        count(*) as workspace_activation_counted_all

    from metrics__workspace_activation as fact

    left join (
        select
            workspace_id as k_workspace_id,
            plan as c_plan
        from entities.workspaces
    ) as workspaces_of_fact
        on fact.workspace_id = workspaces_of_fact.k_workspace_id

    group by d_workspace_plan

),

-- All values of a row, from all aggregations.
combined as (

    select
        d_workspace_plan,
        max(eligible_workspaces) as eligible_workspaces,
        max(activated_workspaces) as activated_workspaces,
        max(workspace_activation_counted_immature) as workspace_activation_counted_immature,
        max(workspace_activation_counted_all) as workspace_activation_counted_all

    from (
        select
            d_workspace_plan,
            eligible_workspaces,
            activated_workspaces,
            workspace_activation_counted_immature,
            workspace_activation_counted_all
        from workspace_activation_counted
    ) as counts

    group by d_workspace_plan

),

-- Counts of a period without rows are 0; unknown values are null.
gap_filled as (

    select
        d_workspace_plan,
        coalesce(eligible_workspaces, 0) as eligible_workspaces,
        coalesce(activated_workspaces, 0) as activated_workspaces,
        coalesce(workspace_activation_counted_immature, 0) as workspace_activation_counted_immature,
        coalesce(workspace_activation_counted_all, 0) as workspace_activation_counted_all

    from combined

),

-- The requested columns. Ratios are divided last; values are rounded only here.
result as (

    select
        d_workspace_plan as "workspace_plan",
        (eligible_workspaces)::bigint as "eligible_workspaces",
        (activated_workspaces)::bigint as "activated_workspaces",
        trim_scale(
            round((activated_workspaces::numeric / nullif(eligible_workspaces, 0))::numeric, 12)
        ) as "workspace_activation_rate"

    from gap_filled

),

-- The numbers of immature and of all rows on all pages, for the provenance.
maturity as (

    select
        sum(workspace_activation_counted_immature) as workspace_activation_counted_immature,
        sum(workspace_activation_counted_all) as workspace_activation_counted_all

    from gap_filled

)

select
    "workspace_plan",
    "eligible_workspaces",
    "activated_workspaces",
    "workspace_activation_rate",
    (select workspace_activation_counted_immature from maturity),
    (select workspace_activation_counted_all from maturity)

from result

order by "workspace_plan" collate "C" asc nulls last

limit 1000001
