/*---
view: facts.opportunity_touches
description: >
  The opportunity to which each qualified touch belongs: the one of its account that it names; else the one of
  its account that was open at the time, and of several the one created last; else the next one that was
  created within qualified_touch_window_days. Other touches belong to none.
owner: growth-data
grain: one row per qualified touch that belongs to an opportunity
key: [touch_id]
time: occurred_at
---*/

with

qualified_touches as (

    select * from facts.qualified_touches

),

opportunities as (

    select * from facts.opportunities

),

-- every opportunity of the account that the touch may belong to
candidates as (

    select
        qualified_touches.account_key,
        qualified_touches.touch_id,
        qualified_touches.rep_id,
        qualified_touches.kind,
        qualified_touches.occurred_at,
        opportunities.opportunity_id,
        opportunities.created_at <= qualified_touches.occurred_at as was_open,
        greatest(
            qualified_touches.occurred_at - opportunities.created_at,
            opportunities.created_at - qualified_touches.occurred_at
        ) as time_to_creation

    from qualified_touches

    cross join parameters.business as parameters

    inner join opportunities
        on qualified_touches.account_key = opportunities.account_key
        and opportunities.outcome <> 'undated'
        and (
            qualified_touches.opportunity_id = opportunities.opportunity_id
            or (
                qualified_touches.opportunity_id is null
                and opportunities.created_at
                <= qualified_touches.occurred_at
                + parameters.qualified_touch_window_days * interval '24 hours'
                and (
                    opportunities.closed_at is null
                    or opportunities.closed_at >= qualified_touches.occurred_at
                )
            )
        )

),

-- an open opportunity before a later one, and then the nearest
ranked as (

    select
        account_key,
        touch_id,
        rep_id,
        kind,
        occurred_at,
        opportunity_id,
        row_number() over (
            partition by account_key, touch_id
            order by was_open desc, time_to_creation, opportunity_id
        ) as choice

    from candidates

),

final as (

    select
        account_key,
        touch_id,
        opportunity_id,
        rep_id,
        kind,
        occurred_at

    from ranked

    where choice = 1

)

select * from final
