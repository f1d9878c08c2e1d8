/*---
view: facts.sales_credits
description: >
  The one rep who gets the credit for each increase in revenue: the owner of the opportunity of the account
  that was open then or won in the window before; else the rep of the last qualified touch in that window.
  Of several opportunities, the won one that closed nearest counts. Increases without either have no rep and
  no row.
owner: growth-data
grain: one row per payer and month with a credited increase in revenue
key: [account_key, payer_key, month]
time: month
columns:
  credited_by: { description: "What the credit comes from: `opportunity` or `touch`." }
---*/

with

revenue_movements as (

    select * from facts.revenue_movements

),

opportunities as not materialized (

    select * from facts.opportunities

),

qualified_touches as not materialized (

    select * from facts.qualified_touches

),

increases as not materialized (

    select
        account_key,
        payer_key,
        month,
        movement,
        moved_at,
        mrr_start,
        mrr_change

    from revenue_movements

    where
        movement in ('new', 'expansion', 'reactivation')
        and mrr_change > 0

),

-- the opportunities that were open at the increase or won in the window before; the nearest won one first
opportunity_owners as (

    select
        increases.account_key,
        increases.payer_key,
        increases.month,
        (
            array_agg(
                opportunities.owner_rep_id
                order by
                    opportunities.outcome = 'won' desc,
                    greatest(
                        opportunities.closed_at - increases.moved_at,
                        increases.moved_at - opportunities.closed_at
                    ),
                    opportunities.created_at desc,
                    opportunities.opportunity_id
            )
        )[1] as rep_id

    from increases

    cross join parameters.business as parameters

    inner join opportunities
        on increases.account_key = opportunities.account_key
        and opportunities.owner_rep_id is not null
        and opportunities.outcome <> 'undated'
        and opportunities.created_at <= increases.moved_at
        and (
            opportunities.closed_at is null
            or opportunities.closed_at >= increases.moved_at
            or (
                opportunities.outcome = 'won'
                and opportunities.closed_at
                >= increases.moved_at - parameters.qualified_touch_window_days * interval '24 hours'
            )
        )

    group by increases.account_key, increases.payer_key, increases.month

),

last_touches as (

    select
        increases.account_key,
        increases.payer_key,
        increases.month,
        (
            array_agg(
                qualified_touches.rep_id
                order by qualified_touches.occurred_at desc, qualified_touches.touch_id
            )
        )[1] as rep_id

    from increases

    cross join parameters.business as parameters

    inner join qualified_touches
        on increases.account_key = qualified_touches.account_key
        and qualified_touches.rep_id is not null
        and qualified_touches.occurred_at <= increases.moved_at
        and qualified_touches.occurred_at
        >= increases.moved_at - parameters.qualified_touch_window_days * interval '24 hours'

    group by increases.account_key, increases.payer_key, increases.month

),

final as (

    select
        increases.account_key,
        increases.payer_key,
        increases.month,
        increases.movement,
        increases.moved_at,
        increases.mrr_start,
        increases.mrr_change,
        coalesce(opportunity_owners.rep_id, last_touches.rep_id) as rep_id,
        case when opportunity_owners.rep_id is null then 'touch' else 'opportunity' end as credited_by

    from increases

    left join opportunity_owners
        on increases.account_key = opportunity_owners.account_key
        and increases.payer_key = opportunity_owners.payer_key
        and increases.month = opportunity_owners.month

    left join last_touches
        on increases.account_key = last_touches.account_key
        and increases.payer_key = last_touches.payer_key
        and increases.month = last_touches.month

    where coalesce(opportunity_owners.rep_id, last_touches.rep_id) is not null

)

select * from final
