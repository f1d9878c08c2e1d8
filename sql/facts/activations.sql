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

signups as (

    select * from facts.signups

),

user_creations as not materialized (

    select * from facts.user_creations

),

core_actions as not materialized (

    select * from facts.core_actions

),

-- the window runs from sign-up
signup_anchors as not materialized (

    select
        signups.account_key,
        signups.user_id,
        signups.signed_up_at as anchored_at

    from signups

    cross join parameters.business as parameters

    where parameters.activation_anchor = 'signup'

),

-- or, by option, from the first core action
first_action_anchors as not materialized (

    select
        core_actions.account_key,
        core_actions.user_id,
        min(core_actions.occurred_at) as anchored_at

    from core_actions

    cross join parameters.business as parameters

    -- whoever had signed up; asked of the table, so that sign-ups are read once and not kept
    inner join user_creations
        on core_actions.account_key = user_creations.account_key
        and core_actions.user_id = user_creations.user_id
        and user_creations.is_registered

    where parameters.activation_anchor = 'first_core_action'

    group by core_actions.account_key, core_actions.user_id

),

-- the core actions that are in time, the window's last moment included; each start is joined on its own, for
-- of two sets put together the planner knows nothing
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

-- where one action is enough, any of them will do
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

-- else they are numbered, and so are their days
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

-- enough actions, on enough days
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

-- one above the other and then grouped: for a join the planner would guess far too few who activated
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

-- the first that was enough
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
