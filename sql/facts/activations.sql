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
signed_up as not materialized (

    select
        signups.account_key,
        signups.user_id,
        signups.signed_up_at as anchored_at

    from signups

    cross join parameters.business as parameters

    where parameters.activation_anchor = 'signup'

),

-- or, by option, from the first core action
began as not materialized (

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
        signed_up.account_key,
        signed_up.user_id,
        signed_up.anchored_at,
        core_actions.occurred_at,
        core_actions.event_id

    from signed_up

    cross join parameters.business as parameters

    inner join core_actions
        on signed_up.account_key = core_actions.account_key
        and signed_up.user_id = core_actions.user_id
        and (
            parameters.activation_window_hours is null
            or core_actions.occurred_at
            <= signed_up.anchored_at + parameters.activation_window_hours * interval '1 hour'
        )

    union all

    select
        began.account_key,
        began.user_id,
        began.anchored_at,
        core_actions.occurred_at,
        core_actions.event_id

    from began

    cross join parameters.business as parameters

    inner join core_actions
        on began.account_key = core_actions.account_key
        and began.user_id = core_actions.user_id
        and (
            parameters.activation_window_hours is null
            or core_actions.occurred_at
            <= began.anchored_at + parameters.activation_window_hours * interval '1 hour'
        )

),

-- where one action is enough, any of them will do
at_once as (

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
            order by plumbline.local_date(actions_in_time.occurred_at, parameters.time_zone)
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

    from signed_up

    union all

    select
        account_key,
        user_id,
        anchored_at,
        null as activated_at

    from began
    union all
    select * from at_once
    union all
    select * from reached

),

-- the first that was enough
outcomes as (

    select
        account_key,
        user_id,
        anchored_at,
        min(activated_at) as activated_at

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
