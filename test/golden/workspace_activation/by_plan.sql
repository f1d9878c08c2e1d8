-- $1: 1
-- $2: 1
-- $3: "14"
-- $4: "2025-12-31T15:31:11Z"
-- $5: null
-- $6: null
-- $7: ["page_view","pageview","$pageview","email_open","email_opened"]
-- $8: 1
-- $9: 1
-- $10: "14"
-- $11: "2025-12-31T15:31:11Z"
-- $12: "2025-12-31T15:31:11Z"

with

-- The parameters of this request, in the place of the canonical ones.
parameters__business as not materialized (

    select
        $1::integer as account_activation_min_count,
        $2::integer as account_activation_users,
        $3::numeric as account_activation_window_days,
        $4::timestamptz as as_of,
        $5::text[] as core_action,
        $6::text[]::jsonb[] as core_action_conditions,
        $7::text[] as passive_events,
        $8::integer as workspace_activation_min_count,
        $9::integer as workspace_activation_users,
        $10::numeric as workspace_activation_window_days

),

-- facts.core_actions: Every core action that was known by then: the event in which the product delivers its value.
facts__core_actions as (

    with

    events as (

        select * from facts.events

    ),

    final as (

        select
            events.account_key,
            events.user_id,
            events.workspace_id,
            events.account_id,
            events.event_id,
            events.event_name,
            events.occurred_at

        from events

        cross join parameters__business as parameters

        where
            events.known_at <= parameters.as_of
            and case
                when parameters.core_action is null
                    then events.event_name <> all (parameters.passive_events)
                else
                    '*' = any (parameters.core_action)
                    or events.event_name = any (parameters.core_action)
            end
            and (
                parameters.core_action_conditions is null
                or jsonb_build_object('event', events.event_name, 'where', events.properties)
                @> any (parameters.core_action_conditions)
            )

    )

    select * from final

),

-- facts.team_activations: Every workspace and every company, and the moment its people had together done enough core actions within the window that starts with it: the only definition of a team's activation, which says nothing of each member.
facts__team_activations as (

    with

    workspaces as not materialized (

        select * from entities.workspaces

    ),

    accounts as not materialized (

        select * from entities.accounts

    ),

    core_actions as not materialized (

        select * from facts__core_actions

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

        cross join parameters__business as parameters

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

        cross join parameters__business as parameters

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

),

-- metrics.workspace_activation: Every workspace by the moment it was made, with when its people had done enough core actions.
metrics__workspace_activation as (

    with

    team_activations as (

        select * from facts__team_activations

    ),

    final as (

        select
            account_key,
            team_id as workspace_id,
            anchored_at,
            activated_at as converted_at,
            window_ends_at

        from team_activations

        where scope = 'workspace'

    )

    select * from final

),

-- eligible_workspaces, activated_workspaces: counted from metrics.workspace_activation, of those whose window is over.
workspace_activation_counted as (

    select
        workspaces_of_fact.c_plan as d_workspace_plan,
        count(*) filter (where (fact.window_ends_at is null or fact.window_ends_at <= $11::timestamptz)) as eligible_workspaces,
        count(*) filter (where (fact.window_ends_at is null or fact.window_ends_at <= $12::timestamptz) and fact.converted_at is not null) as activated_workspaces

    from metrics__workspace_activation as fact

    left join (
        select workspace_id as k_workspace_id, plan as c_plan
        from entities.workspaces
    ) as workspaces_of_fact
        on fact.workspace_id = workspaces_of_fact.k_workspace_id

    group by d_workspace_plan

),

-- All counts of a row next to each other.
side_by_side as (

    select
        d_workspace_plan,
        max(eligible_workspaces) as eligible_workspaces,
        max(activated_workspaces) as activated_workspaces

    from (
        select
            d_workspace_plan,
            eligible_workspaces,
            activated_workspaces
        from workspace_activation_counted
    ) as counts

    group by d_workspace_plan

),

-- A period in which nothing happened counts 0; what cannot be known is null.
filled as (

    select
        d_workspace_plan,
        coalesce(eligible_workspaces, 0) as eligible_workspaces,
        coalesce(activated_workspaces, 0) as activated_workspaces

    from side_by_side

),

-- The columns asked for; ratios are divided last, and rounded only here.
answer as (

    select
        d_workspace_plan as "workspace_plan",
        (eligible_workspaces)::bigint as "eligible_workspaces",
        (activated_workspaces)::bigint as "activated_workspaces",
        trim_scale(round((activated_workspaces::numeric / nullif(eligible_workspaces, 0))::numeric, 12)) as "workspace_activation_rate"

    from filled

)

select
    "workspace_plan",
    "eligible_workspaces",
    "activated_workspaces",
    "workspace_activation_rate"

from answer

order by
    "workspace_plan" collate "C" asc nulls last

limit 1000001
