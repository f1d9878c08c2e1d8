/*---
table: product_events
description: One row per track, and per page as `$pageview`. A repeated id is a repeated delivery.
needs: [tracks or pages]
---*/

with

tracks as (

    select * from vendor.tracks

),

pages as (

    select * from vendor.pages

),

settings as (

    select * from vendor.settings

),

events as (

    select
        id,
        event,
        anonymous_id,
        user_id,
        context_group_id,
        timestamp,
        received_at

    from tracks

    union all

    select
        id,
        '$pageview' as event,
        anonymous_id,
        user_id,
        context_group_id,
        timestamp,
        received_at

    from pages

),

final as (

    select
        events.id as event_id,
        events.timestamp as occurred_at,
        events.received_at,
        events.event as event_name,
        events.anonymous_id,
        events.user_id,
        case when settings.group_kind = 'workspace' then events.context_group_id end as workspace_id,
        case when settings.group_kind = 'account' then events.context_group_id end as account_id

    from events

    cross join settings

)

select * from final
