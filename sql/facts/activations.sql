/*---
view: facts.activations
description: >
  Every user, and when the product first delivered its value to them within the window that starts at
  sign-up. This is the only definition of activation. A core action before sign-up counts as hour 0. The end
  of the window is null when the window has no length.
owner: growth-data
grain: one row per user
key: [user_id]
time: anchored_at
checks:
  activates_within_the_window: activated_at is null or activated_at >= anchored_at
---*/

with

signups as (

    select * from facts.signups

),

user_creations as not materialized (

    select * from facts.user_creations

),

core_actions as not materialized (

    select * from facts.core_actions

),

-- anchor: the sign-up
signup_anchors as not materialized (

    select
        signups.account_key,
        signups.user_id,
        signups.signed_up_at as anchored_at

    from signups

    cross join parameters.business as parameters

    where parameters.activation_anchor = 'signup'

),

-- by option, anchor: the first core action
first_action_anchors as not materialized (

    select
        core_actions.account_key,
        core_actions.user_id,
        min(core_actions.occurred_at) as anchored_at

    from core_actions

    cross join parameters.business as parameters

    -- registered users only; joined to the stored table so that signups is not materialized twice
    inner join user_creations
        on core_actions.account_key = user_creations.account_key
        and core_actions.user_id = user_creations.user_id
        and user_creations.is_registered

    where parameters.activation_anchor = 'first_core_action'

    group by core_actions.account_key, core_actions.user_id

),

-- core actions within the window, its last moment included; each anchor is joined separately, since the
-- planner has no statistics for a union
actions_in_time as not materialized (

    select
        signup_anchors.account_key,
        signup_anchors.user_id,
        signup_anchors.anchored_at,
        core_actions.occurred_at,
        core_actions.event_id

    from signup_anchors

    cross join parameters.business as parameters

    inner join core_actions
        on signup_anchors.account_key = core_actions.account_key
        and signup_anchors.user_id = core_actions.user_id
        and (
            parameters.activation_window_hours is null
            or core_actions.occurred_at
            <= signup_anchors.anchored_at + parameters.activation_window_hours * interval '1 hour'
        )

    union all

    select
        first_action_anchors.account_key,
        first_action_anchors.user_id,
        first_action_anchors.anchored_at,
        core_actions.occurred_at,
        core_actions.event_id

    from first_action_anchors

    cross join parameters.business as parameters

    inner join core_actions
        on first_action_anchors.account_key = core_actions.account_key
        and first_action_anchors.user_id = core_actions.user_id
        and (
            parameters.activation_window_hours is null
            or core_actions.occurred_at
            <= first_action_anchors.anchored_at + parameters.activation_window_hours * interval '1 hour'
        )

),

-- where one action is enough, every action activates
activated_by_first_action as (

    select
        actions_in_time.account_key,
        actions_in_time.user_id,
        actions_in_time.anchored_at,
        greatest(actions_in_time.occurred_at, actions_in_time.anchored_at) as activated_at

    from actions_in_time

    cross join parameters.business as parameters

    where greatest(parameters.activation_min_count, parameters.activation_distinct_days) = 1

),

-- elsewhere, number the actions and their days
ranked_actions as (

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
            order by plumbline.local_date(actions_in_time.occurred_at, parameters.time_zone)
        ) as day_number

    from actions_in_time

    cross join parameters.business as parameters

    where greatest(parameters.activation_min_count, parameters.activation_distinct_days) > 1

),

-- enough actions on enough days
threshold_reached as (

    select
        ranked_actions.account_key,
        ranked_actions.user_id,
        ranked_actions.anchored_at,
        min(greatest(ranked_actions.occurred_at, ranked_actions.anchored_at)) as activated_at

    from ranked_actions

    cross join parameters.business as parameters

    where
        ranked_actions.action_number >= parameters.activation_min_count
        and ranked_actions.day_number >= parameters.activation_distinct_days

    group by ranked_actions.account_key, ranked_actions.user_id, ranked_actions.anchored_at

),

-- unite and then group: a join here makes the planner underestimate the activated rows
outcomes_by_source as (

    select
        account_key,
        user_id,
        anchored_at,
        null::timestamptz as activated_at

    from signup_anchors

    union all

    select
        account_key,
        user_id,
        anchored_at,
        null as activated_at

    from first_action_anchors
    union all
    select * from activated_by_first_action
    union all
    select * from threshold_reached

),

-- the earliest outcome counts
outcomes as (

    select
        account_key,
        user_id,
        anchored_at,
        min(activated_at) as activated_at

    from outcomes_by_source

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
