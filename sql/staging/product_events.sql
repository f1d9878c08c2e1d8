/*---
view: staging.product_events
description: Every product event once, however often and in whatever order it was delivered.
owner: growth-data
grain: one row per event
key: [event_id]
time: occurred_at
crosses_accounts: An event id is older than any knowledge of accounts.
---*/

with

deliveries as (

    select * from source.product_events

),

-- the first received delivery counts; the rest of the order only breaks ties the same way every time
ranked as (

    select
        event_id,
        occurred_at,
        greatest(occurred_at, coalesce(received_at, occurred_at)) as known_at,
        event_name,
        anonymous_id,
        user_id,
        workspace_id,
        account_id,
        coalesce(properties, '{}'::jsonb) as properties,
        row_number() over (
            partition by event_id
            order by
                coalesce(received_at, occurred_at),
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

final as (

    select
        event_id,
        occurred_at,
        known_at,
        event_name,
        anonymous_id,
        user_id,
        workspace_id,
        account_id,
        properties

    from ranked

    where delivery = 1

)

select * from final
