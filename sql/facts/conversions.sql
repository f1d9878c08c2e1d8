/*---
view: facts.conversions
description: >
  Every opportunity (an event that may lead to another) and every conversion within its window, with the one
  opportunity that it is attributed to: the latest at or before it or, by option, the actor's first, which
  converts once. `conversion_id` is empty in the row of the opportunity itself.
owner: growth-data
grain: one row per opportunity, and one per attributed conversion
key: [opportunity_id, conversion_id]
time: anchored_at
crosses_accounts: An actor may be a workspace with users of several accounts.
checks:
  converts_after_the_opportunity: converted_at is null or converted_at >= anchored_at
---*/

with

conversion_events as (

    select * from facts.conversion_events

),

preceding_events as (

    select * from facts.preceding_events

),

opportunities as (

    select
        conversion_events.account_key,
        conversion_events.user_id,
        conversion_events.workspace_id,
        conversion_events.event_account_key,
        conversion_events.event_id as opportunity_id,
        conversion_events.actor_id,
        conversion_events.in_common,
        conversion_events.occurred_at as anchored_at,
        conversion_events.occurred_at + parameters.conversion_window_days * interval '24 hours'
            as window_ends_at,
        row_number() over (
            partition by conversion_events.actor_id
            order by conversion_events.occurred_at, conversion_events.event_id
        ) as number_of_actor

    from conversion_events

    cross join parameters.business as parameters

    where conversion_events.is_opportunity

),

-- all opportunities count or, by option, only the actor's first
counted_opportunities as (

    select
        opportunities.account_key,
        opportunities.user_id,
        opportunities.workspace_id,
        opportunities.event_account_key,
        opportunities.opportunity_id,
        opportunities.actor_id,
        opportunities.in_common,
        opportunities.anchored_at,
        opportunities.window_ends_at,
        row_number() over (
            partition by opportunities.actor_id, opportunities.in_common
            order by opportunities.anchored_at, opportunities.opportunity_id
        ) as opportunity_number

    from opportunities

    cross join parameters.business as parameters

    where
        parameters.conversion_attribution = 'last_touch'
        or opportunities.number_of_actor = 1

),

-- opportunities precede conversions at the same moment; an event that is both does not convert itself
ordered_events as (

    select
        actor_id,
        in_common,
        anchored_at as occurred_at,
        0 as stage,
        opportunity_id as event_id,
        true as is_opportunity

    from counted_opportunities

    union all

    select
        actor_id,
        in_common,
        occurred_at,
        case when is_opportunity then 0 else 1 end as stage,
        event_id,
        false as is_opportunity

    from conversion_events

    where is_conversion

),

running_counts as (

    select
        actor_id,
        in_common,
        occurred_at,
        event_id,
        is_opportunity,
        count(*) filter (where is_opportunity) over (
            partition by actor_id, in_common
            order by occurred_at, stage, event_id, is_opportunity
            rows between unbounded preceding and current row
        ) as opportunities_so_far

    from ordered_events

),

-- a conversion is attributed to the latest opportunity at or before it; in strict order, only when no event
-- is between them
attributed_conversions as (

    select
        counted_opportunities.account_key,
        counted_opportunities.user_id,
        counted_opportunities.workspace_id,
        counted_opportunities.event_account_key,
        counted_opportunities.opportunity_id,
        running_counts.event_id as conversion_id,
        counted_opportunities.anchored_at,
        running_counts.occurred_at as converted_at,
        counted_opportunities.window_ends_at,
        row_number() over (
            partition by counted_opportunities.opportunity_id
            order by running_counts.occurred_at, running_counts.event_id
        ) as conversion_number

    from running_counts

    cross join parameters.business as parameters

    inner join counted_opportunities
        on running_counts.actor_id = counted_opportunities.actor_id
        and running_counts.in_common = counted_opportunities.in_common
        and running_counts.opportunities_so_far = counted_opportunities.opportunity_number

    left join preceding_events
        on running_counts.event_id = preceding_events.event_id
        and counted_opportunities.opportunity_id = preceding_events.preceding_event_id

    where
        not running_counts.is_opportunity
        and (
            counted_opportunities.window_ends_at is null
            or running_counts.occurred_at <= counted_opportunities.window_ends_at
        )
        and (
            parameters.conversion_order = 'any'
            or preceding_events.event_id is not null
        )

),

final as (

    select
        account_key,
        user_id,
        workspace_id,
        event_account_key,
        opportunity_id,
        '' as conversion_id,
        anchored_at,
        null::timestamptz as converted_at,
        window_ends_at

    from counted_opportunities

    union all

    select
        attributed_conversions.account_key,
        attributed_conversions.user_id,
        attributed_conversions.workspace_id,
        attributed_conversions.event_account_key,
        attributed_conversions.opportunity_id,
        attributed_conversions.conversion_id,
        attributed_conversions.anchored_at,
        attributed_conversions.converted_at,
        attributed_conversions.window_ends_at

    from attributed_conversions

    cross join parameters.business as parameters

    -- by option, only the first opportunity converts, and once
    where
        parameters.conversion_attribution = 'last_touch'
        or attributed_conversions.conversion_number = 1

)

select * from final
