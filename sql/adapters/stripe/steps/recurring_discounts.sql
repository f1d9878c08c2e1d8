/*---
step: recurring_discounts
description: >
  The discounts that recur, with the time for which their coupon runs: one row per discount and subscription.
  A discount of the customer counts for subscriptions without their own. A coupon that counts once is none.
---*/

with

of_subscriptions as (

    select * from vendor.subscription_discount

),

others as (

    select * from vendor.discount

),

coupons as (

    select * from vendor.coupon

),

versions as (

    select * from vendor.versions

),

settings as (

    select * from vendor.settings

),

written as (

    select * from of_subscriptions
    union
    select * from others

),

running as (

    select
        written.id,
        written.subscription_id,
        written.customer_id,
        coupons.percent_off,
        coupons.amount_off
        / coalesce((settings.minor_units ->> lower(coupons.currency))::numeric, 100) as amount_off,
        upper(coupons.currency) as currency,
        coalesce(written.start, '-infinity') as valid_from,
        coalesce(case when coupons.duration = 'repeating' then written.end end, 'infinity') as valid_to

    from written

    inner join coupons on written.coupon_id = coupons.id

    cross join settings

    where
        coupons.duration in ('forever', 'repeating')
        -- one of a single invoice
        and (written.subscription_id is not null or written.invoice_id is null)

),

final as (

    select distinct
        coalesce(running.subscription_id, versions.id) as subscription_id,
        running.id as discount_id,
        running.percent_off,
        running.amount_off,
        running.currency,
        running.valid_from,
        running.valid_to

    from running

    left join versions
        on running.subscription_id is null
        and running.customer_id = versions.customer_id
        and versions.id not in (select subscription_id from running where subscription_id is not null)

    where coalesce(running.subscription_id, versions.id) is not null

)

select * from final
