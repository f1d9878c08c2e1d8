/*---
view: facts.usage
description: >
  The usage of each meter by workspace: by day as provided or, where no usage is provided, every event as
  one unit of the meter with its name.
owner: growth-data
grain: one row per workspace, meter and day, or per event
key: []
time: used_at
---*/

with

usage_daily as (

    select * from staging.usage_daily

),

events as (

    select * from facts.events

),

workspaces as (

    select * from entities.workspaces

),

provided_usage as (

    select
        usage_daily.workspace_id,
        usage_daily.meter,
        plumbline.day_start(usage_daily.day, parameters.time_zone) as used_at,
        plumbline.day_start(usage_daily.day, parameters.time_zone) as recorded_at,
        usage_daily.day::text as used_by,
        usage_daily.quantity::numeric as quantity

    from usage_daily

    cross join parameters.business as parameters

    where plumbline.day_start(usage_daily.day, parameters.time_zone) <= parameters.as_of

),

event_usage as (

    select
        events.workspace_id,
        events.event_name as meter,
        events.occurred_at as used_at,
        events.recorded_at,
        events.event_id as used_by,
        1::numeric as quantity

    from events

    cross join parameters.business as parameters

    where
        events.workspace_id is not null
        and events.recorded_at <= parameters.as_of
        and not exists (select 1 from usage_daily)

),

all_usage as (

    select * from provided_usage
    union all
    select * from event_usage

),

final as (

    select
        workspaces.account_key,
        all_usage.workspace_id,
        all_usage.meter,
        all_usage.used_at,
        all_usage.recorded_at,
        all_usage.used_by,
        all_usage.quantity

    from all_usage

    inner join workspaces
        on all_usage.workspace_id = workspaces.workspace_id

)

select * from final
