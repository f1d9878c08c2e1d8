/*---
view: facts.activations
description: >
  Every user, and the moment the product first delivered its value to them within the window that starts
  with their sign-up: the only definition of activation. A core action before sign-up counts as hour 0.
  The window's end is null when there is no window.
owner: growth-data
grain: one row per user
key: [user_id]
time: anchored_at
checks:
  activates_within_the_window: activated_at is null or activated_at >= anchored_at
---*/

with

users as (

    select * from entities.users

),

core_actions as not materialized (

    select * from facts.core_actions

),

-- the window runs from sign-up or, by option, from the first core action
anchors as not materialized (

    select
        users.account_key,
        users.user_id,
        users.created_at as anchored_at

    from users

    cross join parameters.business as parameters

    where
        parameters.activation_anchor = 'signup'
        and users.is_registered
        and users.created_at <= parameters.as_of

    union all

    select
        core_actions.account_key,
        core_actions.user_id,
        min(core_actions.occurred_at) as anchored_at

    from core_actions

    cross join parameters.business as parameters

    where
        parameters.activation_anchor = 'first_core_action'
        and core_actions.user_id is not null

    group by core_actions.account_key, core_actions.user_id

),

-- the core actions that are in time, the window's last moment included
actions_in_time as not materialized (

    select
        anchors.account_key,
        anchors.user_id,
        anchors.anchored_at,
        core_actions.occurred_at,
        core_actions.event_id,
        (core_actions.occurred_at at time zone parameters.time_zone)::date as day

    from anchors

    cross join parameters.business as parameters

    inner join core_actions
        on anchors.account_key = core_actions.account_key
        and anchors.user_id = core_actions.user_id
        and (
            parameters.activation_window_hours is null
            or core_actions.occurred_at
            <= anchors.anchored_at + parameters.activation_window_hours * interval '1 hour'
        )

),

-- where one action is enough, it is the first
at_once as (

    select
        actions_in_time.account_key,
        actions_in_time.user_id,
        actions_in_time.anchored_at,
        min(greatest(actions_in_time.occurred_at, actions_in_time.anchored_at)) as activated_at

    from actions_in_time

    cross join parameters.business as parameters

    where greatest(parameters.activation_min_count, parameters.activation_distinct_days) = 1

    group by actions_in_time.account_key, actions_in_time.user_id, actions_in_time.anchored_at

),

-- else they are numbered, and so are their days
numbered as (

    select
        actions_in_time.account_key,
        actions_in_time.user_id,
        actions_in_time.anchored_at,
        actions_in_time.occurred_at,
        row_number() over (
            partition by actions_in_time.account_key, actions_in_time.user_id
            order by actions_in_time.occurred_at, actions_in_time.event_id
        ) as action_number,
        dense_rank() over (
            partition by actions_in_time.account_key, actions_in_time.user_id
            order by actions_in_time.day
        ) as day_number

    from actions_in_time

    cross join parameters.business as parameters

    where greatest(parameters.activation_min_count, parameters.activation_distinct_days) > 1

),

-- enough actions, on enough days
reached as (

    select
        numbered.account_key,
        numbered.user_id,
        numbered.anchored_at,
        min(greatest(numbered.occurred_at, numbered.anchored_at)) as activated_at

    from numbered

    cross join parameters.business as parameters

    where
        numbered.action_number >= parameters.activation_min_count
        and numbered.day_number >= parameters.activation_distinct_days

    group by numbered.account_key, numbered.user_id, numbered.anchored_at

),

-- one above the other and then grouped: for a join the planner would guess far too few who activated
everyone as (

    select
        account_key,
        user_id,
        anchored_at,
        null::timestamptz as activated_at

    from anchors

    union all

    select
        account_key,
        user_id,
        anchored_at,
        activated_at

    from at_once

    union all

    select
        account_key,
        user_id,
        anchored_at,
        activated_at

    from reached

),

outcomes as (

    select
        account_key,
        user_id,
        anchored_at,
        max(activated_at) as activated_at

    from everyone

    group by account_key, user_id, anchored_at

),

final as (

    select
        outcomes.account_key,
        outcomes.user_id,
        outcomes.anchored_at,
        outcomes.activated_at,
        outcomes.anchored_at + parameters.activation_window_hours * interval '1 hour' as window_ends_at

    from outcomes

    cross join parameters.business as parameters

)

select * from final
