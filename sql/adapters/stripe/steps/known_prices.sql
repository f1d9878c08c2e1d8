/*---
step: known_prices
description: One row per price, with that of the older plans; amounts in units of the currency.
---*/

with

prices as (

    select * from vendor.price

),

plans as (

    select * from vendor.plan

),

products as (

    select * from vendor.product

),

settings as (

    select * from vendor.settings

),

written as (

    select
        id,
        type,
        currency,
        nickname,
        product_id,
        billing_scheme,
        coalesce(unit_amount_decimal, unit_amount) as minor_amount,
        tiers_mode,
        transform_quantity_divide_by as divide_by,
        transform_quantity_round as rounding,
        recurring_interval as interval,
        recurring_interval_count as interval_count,
        recurring_usage_type as usage_type

    from prices

    union all

    select
        id,
        'recurring' as type,
        currency,
        nickname,
        product_id,
        billing_scheme,
        coalesce(amount_decimal, amount) as minor_amount,
        tiers_mode,
        transform_usage_divide_by as divide_by,
        transform_usage_round as rounding,
        interval,
        interval_count,
        usage_type

    from plans

    where id not in (select id from prices where id is not null)

),

final as (

    select
        written.id,
        coalesce(written.nickname, products.name, written.id) as plan,
        coalesce(written.type, 'recurring') = 'one_time' as is_one_time,
        upper(written.currency) as currency,
        coalesce((settings.minor_units ->> lower(written.currency))::numeric, 100) as minor_units,
        written.billing_scheme,
        written.minor_amount,
        written.tiers_mode,
        written.divide_by,
        written.rounding,
        written.interval,
        coalesce(written.interval_count, 1)::bigint as interval_count,
        coalesce(written.usage_type, 'licensed') as usage_type

    from written

    left join products on written.product_id = products.id

    cross join settings

)

select * from final
