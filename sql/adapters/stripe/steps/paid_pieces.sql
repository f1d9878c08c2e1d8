/*---
step: paid_pieces
description: >
  What is agreed while the subscription is paid, cut where a discount begins or ends: one row per item and
  time without a change. A metered item with bills has none, because bills say more than its price.
---*/

with

states as (

    select * from vendor.priced_states

),

spans as (

    select * from vendor.paying_spans

),

discounts as (

    select * from vendor.recurring_discounts

),

lines as (

    select * from vendor.billed_lines

),

-- what is agreed counts while the subscription is paid
paid as (

    select
        states.item_id,
        states.subscription_id,
        spans.customer_id,
        states.plan,
        states.seats,
        states.amount,
        states.interval,
        states.interval_count,
        states.currency,
        states.usage_type,
        spans.canceled_at,
        greatest(states.valid_from, spans.valid_from) as valid_from,
        least(coalesce(states.valid_to, 'infinity'), spans.valid_to) as valid_to

    from states

    inner join spans on states.subscription_id = spans.subscription_id

    where
        coalesce(states.valid_from, '-infinity') < spans.valid_to
        and coalesce(states.valid_to, 'infinity') > spans.valid_from
        -- bills say more than the price of a metered item
        and (
            states.usage_type <> 'metered'
            or states.item_id not in (select item_id from lines where is_metered)
        )

),

-- a discount that starts or ends divides a state
cuts as (

    select
        item_id,
        valid_from,
        valid_from as cut_at

    from paid

    union

    select
        paid.item_id,
        paid.valid_from,
        discounts.valid_from as cut_at

    from paid

    inner join discounts
        on paid.subscription_id = discounts.subscription_id
        and paid.valid_from < discounts.valid_from
        and paid.valid_to > discounts.valid_from

    union

    select
        paid.item_id,
        paid.valid_from,
        discounts.valid_to as cut_at

    from paid

    inner join discounts
        on paid.subscription_id = discounts.subscription_id
        and paid.valid_from < discounts.valid_to
        and paid.valid_to > discounts.valid_to

),

final as (

    select
        paid.item_id,
        paid.subscription_id,
        paid.customer_id,
        paid.plan,
        paid.seats,
        paid.amount,
        paid.interval,
        paid.interval_count,
        paid.currency,
        paid.usage_type,
        paid.canceled_at,
        cuts.cut_at as started_at,
        coalesce(
            lead(cuts.cut_at) over (partition by paid.item_id, paid.valid_from order by cuts.cut_at),
            paid.valid_to
        ) as ended_at

    from paid

    inner join cuts
        on paid.item_id = cuts.item_id
        and paid.valid_from = cuts.valid_from

)

select * from final
