/*---
table: subscription_periods
description: >
  One row per subscription item and state: from the change that began it to the next one, to the end of the
  payments, or to the end of a discount. Trials are rows of their own. Metered items have a row per bill.
needs:
  - subscription_item
  - subscription_history or subscription
  - price or plan
reports:
  coupons_in_another_currency:
    message: discounts in another currency than the price; they do not count
    query: >
      select discounts.discount_id, discounts.subscription_id, discounts.currency,
        states.currency as price_currency
      from vendor.recurring_discounts as discounts
      inner join vendor.priced_states as states on discounts.subscription_id = states.subscription_id
      where discounts.amount_off is not null and discounts.currency <> states.currency
---*/

with

states as (

    select * from vendor.priced_states

),

spans as (

    select * from vendor.paying_spans

),

trials as (

    select * from vendor.trials

),

pieces as (

    select * from vendor.paid_pieces

),

reductions as (

    select * from vendor.discounts_of_pieces

),

lines as (

    select * from vendor.billed_lines

),

prices as (

    select * from vendor.known_prices

),

-- the trial of each item that was agreed when it began
tried as (

    select distinct on (states.item_id)
        states.item_id,
        states.subscription_id,
        trials.customer_id,
        states.plan,
        states.seats,
        states.amount,
        states.interval,
        states.interval_count,
        states.currency,
        states.usage_type,
        trials.canceled_at,
        trials.valid_from,
        trials.valid_to,
        trials.trial_end

    from states

    inner join trials
        on states.subscription_id = trials.subscription_id
        and coalesce(states.valid_from, '-infinity') < trials.valid_to

    order by states.item_id, states.valid_from nulls first

),

metered as (

    select
        lines.item_id,
        lines.subscription_id,
        spans.customer_id,
        prices.plan,
        lines.amount,
        prices.interval,
        prices.interval_count,
        lines.currency,
        spans.canceled_at,
        lines.period_start,
        lines.period_end

    from lines

    inner join prices on lines.price_id = prices.id

    inner join (
        select distinct on (subscription_id)
            subscription_id,
            customer_id,
            canceled_at
        from spans
        order by subscription_id, valid_from
    ) as spans on lines.subscription_id = spans.subscription_id

    where lines.is_metered

),

periods as (

    select
        pieces.item_id,
        pieces.subscription_id,
        pieces.customer_id,
        pieces.plan,
        pieces.seats,
        pieces.started_at,
        nullif(pieces.ended_at, 'infinity') as ended_at,
        pieces.amount,
        pieces.interval,
        pieces.interval_count,
        case
            when reductions.discount_amount > pieces.amount then pieces.amount
            else reductions.discount_amount
        end as discount_amount,
        pieces.currency,
        false as is_trial,
        null::timestamptz as trial_end,
        pieces.usage_type,
        pieces.canceled_at as cancelled_at

    from pieces

    left join reductions
        on pieces.item_id = reductions.item_id
        and pieces.started_at = reductions.started_at

    union all

    select
        item_id,
        subscription_id,
        customer_id,
        plan,
        seats,
        valid_from as started_at,
        valid_to as ended_at,
        amount,
        interval,
        interval_count,
        null as discount_amount,
        currency,
        true as is_trial,
        trial_end,
        usage_type,
        canceled_at as cancelled_at

    from tried

    union all

    select
        item_id,
        subscription_id,
        customer_id,
        plan,
        null as seats,
        period_start as started_at,
        period_end as ended_at,
        amount,
        interval,
        interval_count,
        null as discount_amount,
        currency,
        false as is_trial,
        null as trial_end,
        'metered' as usage_type,
        canceled_at as cancelled_at

    from metered

),

final as (

    select
        item_id || ':' || to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as period_id,
        subscription_id,
        item_id,
        customer_id,
        plan,
        seats,
        started_at,
        ended_at,
        amount,
        interval,
        interval_count,
        discount_amount,
        currency,
        is_trial,
        trial_end,
        usage_type,
        cancelled_at

    from periods

)

select * from final
