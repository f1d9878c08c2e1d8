/*---
view: metrics.influence
description: >
  Every gain of revenue and every qualified sales touch in the window before it, with the touch's share of
  the gain. It is a report of influence, not a split: a gain without a touch is not in it, and its motion,
  with one owner, is in movement_motion. Never add the two.
owner: growth-data
grain: one row per payer and month in which it gained revenue, and touch in the window before
key: [account_key, payer_key, month, touch_id]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key }
requires: [sales_touches, subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  touch_kind: The kind of the touch, such as meeting_held.
  touch_rep: The sales representative of the touch. Null when unknown.
unaffected_by: [reactivation_min_gap]
metrics:
  influenced_mrr:
    kind: sum
    expression: mrr_change * weight
    unit: money
    description: >
      New, expansion and reactivation revenue, divided among the touches before it (influence_weights). The
      shares of a gain add up to the gain.
  influencing_touches:
    kind: count_distinct
    expression: touch_id
    unaffected_by: [influence_weights]
    unit: count
    description: Qualified touches in the window before any gain of the period.
---*/

with

revenue_movements as not materialized (

    select * from facts.revenue_movements

),

qualified_touches as not materialized (

    select * from facts.qualified_touches

),

preceding_touches as (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month,
        revenue_movements.mrr_change,
        qualified_touches.touch_id,
        qualified_touches.kind as touch_kind,
        qualified_touches.rep_id as touch_rep,
        count(*) over gain as touches,
        row_number() over (
            gain
            order by qualified_touches.occurred_at, qualified_touches.touch_id
        ) as place

    from revenue_movements

    cross join parameters.business as parameters

    inner join qualified_touches
        on revenue_movements.account_key = qualified_touches.account_key
        and qualified_touches.occurred_at <= revenue_movements.moved_at
        and qualified_touches.occurred_at
        >= revenue_movements.moved_at - parameters.qualified_touch_window_days * interval '24 hours'

    where revenue_movements.movement in ('new', 'expansion', 'reactivation')

    window
        gain as (
            partition by
                revenue_movements.account_key,
                revenue_movements.payer_key,
                revenue_movements.month
        )

),

-- equal shares, or two fifths for the first and for the last touch
final as (

    select
        preceding_touches.account_key,
        preceding_touches.payer_key,
        preceding_touches.month,
        preceding_touches.touch_id,
        preceding_touches.touch_kind,
        preceding_touches.touch_rep,
        preceding_touches.mrr_change,
        case
            when parameters.influence_weights = 'linear' or preceding_touches.touches <= 2
                then 1::numeric / preceding_touches.touches
            when preceding_touches.place in (1, preceding_touches.touches) then 0.4
            else 0.2 / (preceding_touches.touches - 2)
        end as weight

    from preceding_touches

    cross join parameters.business as parameters

)

select * from final
