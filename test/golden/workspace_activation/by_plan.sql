-- $1: "2025-12-31T15:31:11Z"
-- $2: null
-- $3: null
-- $4: ["page_view","pageview","$pageview","email_open","email_opened"]
-- $5: 1
-- $6: 1
-- $7: "14"

with

-- The parameters of this request, in the place of the canonical ones.
parameters__business as not materialized (

    select
        $1::timestamptz as as_of,
        $2::text[] as core_action,
        $3::text[]::jsonb[] as core_action_conditions,
        $4::text[] as passive_events,
        $5::integer as workspace_activation_min_count,
        $6::integer as workspace_activation_users,
        $7::numeric as workspace_activation_window_days

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

-- metrics.workspace_activation: Every workspace by the moment it was made, with whether its people did enough core actions within the window.
metrics__workspace_activation as (

    with

    workspaces as not materialized (

        select * from entities.workspaces

    ),

    core_actions as (

        select * from facts__core_actions

    ),

    actions_in_time as (

        select
            workspaces.workspace_id,
            count(*) as actions,
            count(distinct core_actions.user_id) as people

        from workspaces

        cross join parameters__business as parameters

        inner join core_actions
            on workspaces.workspace_id = core_actions.workspace_id
            and core_actions.occurred_at
                <= workspaces.created_at + parameters.workspace_activation_window_days * interval '24 hours'

        group by workspaces.workspace_id

    ),

    final as (

        select
            workspaces.account_key,
            workspaces.workspace_id,
            workspaces.created_at,
            coalesce(actions_in_time.actions, 0) >= parameters.workspace_activation_min_count
            and coalesce(actions_in_time.people, 0) >= parameters.workspace_activation_users as is_activated,
            workspaces.created_at + parameters.workspace_activation_window_days * interval '24 hours'
            <= parameters.as_of as is_eligible

        from workspaces

        cross join parameters__business as parameters

        left join actions_in_time
            on workspaces.workspace_id = actions_in_time.workspace_id

        where
            workspaces.is_registered
            and workspaces.created_at <= parameters.as_of

    )

    select * from final

),

-- eligible_workspaces, activated_workspaces: counted from metrics.workspace_activation.
workspace_activation_counted as (

    select
        workspaces_of_fact.c_plan as d_workspace_plan,
        count(*) filter (where is_eligible) as eligible_workspaces,
        count(*) filter (where is_eligible and is_activated) as activated_workspaces,
        count(*) filter (where not is_eligible) as workspace_activation_counted_immature,
        count(not is_eligible) as workspace_activation_counted_in_question

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
        max(activated_workspaces) as activated_workspaces,
        max(workspace_activation_counted_immature) as workspace_activation_counted_immature,
        max(workspace_activation_counted_in_question) as workspace_activation_counted_in_question

    from (
        select
            d_workspace_plan,
            eligible_workspaces,
            activated_workspaces,
            workspace_activation_counted_immature,
            workspace_activation_counted_in_question
        from workspace_activation_counted
    ) as counts

    group by d_workspace_plan

),

-- A period in which nothing happened counts 0; what cannot be known is null.
filled as (

    select
        d_workspace_plan,
        coalesce(eligible_workspaces, 0) as eligible_workspaces,
        coalesce(activated_workspaces, 0) as activated_workspaces,
        coalesce(workspace_activation_counted_immature, 0) as workspace_activation_counted_immature,
        coalesce(workspace_activation_counted_in_question, 0) as workspace_activation_counted_in_question

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

),

-- How much of the question is not known yet, on all pages together; for the provenance of the answer.
not_known_yet as (

    select
        sum(workspace_activation_counted_immature) as workspace_activation_counted_immature,
        sum(workspace_activation_counted_in_question) as workspace_activation_counted_in_question

    from filled

)

select
    "workspace_plan",
    "eligible_workspaces",
    "activated_workspaces",
    "workspace_activation_rate",
    (select workspace_activation_counted_immature from not_known_yet),
    (select workspace_activation_counted_in_question from not_known_yet)

from answer

order by
    "workspace_plan" collate "C" asc nulls last

limit 1000001
