/*---
view: staging.product_events
description: Every product event once, regardless of how often and in which order it was delivered.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
incremental:
  rows: source.product_events
  key: event_id
crosses_accounts: Accounts are not assigned yet.
---*/

with

deliveries as (

    select * from source.product_events

),

data_horizon as (

    select * from parameters.data_horizon

),

-- the first delivery counts; the rest of the order only makes the choice repeatable
ranked as (

    select
        plumbline.text_or_null(event_id) as event_id,
        plumbline.moment_or_null(occurred_at) as occurred_at,
        greatest(plumbline.moment_or_null(occurred_at), plumbline.moment_or_null(received_at)) as recorded_at,
        plumbline.text_or_null(event_name) as event_name,
        plumbline.text_or_null(anonymous_id) as anonymous_id,
        plumbline.text_or_null(user_id) as user_id,
        plumbline.text_or_null(workspace_id) as workspace_id,
        plumbline.text_or_null(account_id) as account_id,
        coalesce(properties, '{}'::jsonb) as properties,
        row_number() over (
            partition by plumbline.text_or_null(event_id)
            order by
                coalesce(plumbline.moment_or_null(received_at), plumbline.moment_or_null(occurred_at)),
                occurred_at,
                event_name,
                user_id,
                anonymous_id,
                workspace_id,
                account_id,
                properties::text
        ) as delivery

    from deliveries

),

-- records dated after their receipt are left out until then
final as (

    select
        ranked.event_id,
        ranked.occurred_at,
        ranked.recorded_at,
        ranked.event_name,
        ranked.anonymous_id,
        ranked.user_id,
        ranked.workspace_id,
        ranked.account_id,
        ranked.properties

    from ranked

    cross join data_horizon

    where
        ranked.delivery = 1
        and ranked.recorded_at <= data_horizon.as_of

)

select * from final
