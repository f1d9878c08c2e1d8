/*---
step: priced_states
description: >
  The states of items with the amount and the length of a billing interval. An invoice's own amount and
  period come first; else the price times the quantity, by its tiers and its rounding.
---*/

with

states as (

    select * from vendor.item_states

),

prices as (

    select * from vendor.known_prices

),

tiers as (

    select * from vendor.tier

),

lines as (

    select * from vendor.billed_lines

),

-- packages of several units are rounded as the price says
measured as (

    select
        states.item_id,
        states.subscription_id,
        states.price_id,
        states.quantity,
        states.amount,
        states.days,
        states.valid_from,
        states.valid_to,
        prices.plan,
        prices.minor_units,
        prices.billing_scheme,
        prices.minor_amount,
        prices.tiers_mode,
        prices.interval as price_interval,
        prices.interval_count as price_interval_count,
        prices.usage_type,
        coalesce(states.currency, prices.currency) as known_currency,
        case
            when prices.divide_by is null then states.quantity
            when prices.rounding = 'down' then floor(states.quantity / prices.divide_by)
            else ceil(states.quantity / prices.divide_by)
        end as units

    from states

    inner join prices on states.price_id = prices.id

    where not prices.is_one_time

),

tiers_in_order as (

    select
        coalesce(price_id, plan_id) as price_id,
        coalesce(up_to, 'Infinity') as up_to,
        coalesce(
            lag(up_to) over (partition by coalesce(price_id, plan_id) order by up_to nulls last),
            0
        ) as above,
        coalesce(unit_amount_decimal, unit_amount, 0) as unit_amount,
        coalesce(flat_amount_decimal, flat_amount, 0) as flat_amount

    from tiers

),

-- graduated: each tier for its own units; volume: the tier of all units, for all of them
tiered as (

    select
        measured.item_id,
        measured.price_id,
        measured.units,
        coalesce(
            sum(
                tiers_in_order.flat_amount
                + tiers_in_order.unit_amount
                * (least(measured.units, tiers_in_order.up_to) - tiers_in_order.above)
            ) filter (where measured.tiers_mode = 'graduated'),
            max(
                tiers_in_order.flat_amount + tiers_in_order.unit_amount * measured.units
            ) filter (where measured.tiers_mode = 'volume' and measured.units <= tiers_in_order.up_to)
        ) as minor_amount

    from (
        select distinct
            item_id,
            price_id,
            units,
            tiers_mode
        from measured
        where billing_scheme = 'tiered'
    ) as measured

    inner join tiers_in_order
        on measured.price_id = tiers_in_order.price_id
        and measured.units > tiers_in_order.above

    group by measured.item_id, measured.price_id, measured.units

),

-- where tiers are unknown, the newest bill of the item says what it costs
newest_lines as (

    select distinct on (item_id)
        item_id,
        amount

    from lines

    order by item_id, period_start desc

),

final as (

    select
        measured.item_id,
        measured.subscription_id,
        measured.plan,
        measured.usage_type,
        case when measured.usage_type <> 'metered' then measured.quantity end as seats,
        measured.known_currency as currency,
        case
            when measured.usage_type = 'metered' then 0
            when measured.amount is not null then measured.amount
            when measured.billing_scheme = 'tiered'
                then coalesce(tiered.minor_amount / measured.minor_units, newest_lines.amount)
            else coalesce(measured.minor_amount * measured.units / measured.minor_units, newest_lines.amount)
        end as amount,
        case
            when measured.days between 6.5 and 7.5 then 'week'
            when measured.days between 27 and 32 then 'month'
            when measured.days between 88 and 93 then 'month'
            when measured.days between 180 and 185 then 'month'
            when measured.days between 364 and 367 then 'year'
            when measured.days between 729 and 732 then 'year'
            else measured.price_interval
        end as interval,
        case
            when measured.days between 6.5 and 7.5 then 1
            when measured.days between 27 and 32 then 1
            when measured.days between 88 and 93 then 3
            when measured.days between 180 and 185 then 6
            when measured.days between 364 and 367 then 1
            when measured.days between 729 and 732 then 2
            else measured.price_interval_count
        end as interval_count,
        measured.valid_from,
        measured.valid_to

    from measured

    left join tiered
        on measured.item_id = tiered.item_id
        and measured.price_id = tiered.price_id
        and measured.units = tiered.units

    left join newest_lines on measured.item_id = newest_lines.item_id

)

select * from final
