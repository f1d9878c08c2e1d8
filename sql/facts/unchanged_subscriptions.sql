/*---
view: facts.unchanged_subscriptions
description: >
  Since when each subscription item has been what it is: a period that begins where the one before ends, for
  the same amount, is a renewal and changes nothing.
owner: growth-data
grain: one row per period of a subscription item
key: [period_id]
---*/

with

subscription_periods as (

    select * from staging.subscription_periods

),

-- each period beside the one before of the same item
neighbours as (

    select
        period_id,
        customer_id,
        subscription_id,
        item_id,
        valid_from,
        lag(valid_to) over item is distinct from valid_from
        or lag(currency) over item is distinct from currency
        or lag(gross_monthly_amount) over item is distinct from gross_monthly_amount
        or lag(net_monthly_amount) over item is distinct from net_monthly_amount as is_change

    from subscription_periods

    window item as (partition by customer_id, subscription_id, item_id order by valid_from, period_id)

),

-- what has changed as often belongs together
numbered as (

    select
        period_id,
        customer_id,
        subscription_id,
        item_id,
        valid_from,
        count(*) filter (where is_change) over (
            partition by customer_id, subscription_id, item_id
            order by valid_from, period_id
        ) as change_number

    from neighbours

),

final as (

    select
        period_id,
        min(valid_from) over (
            partition by customer_id, subscription_id, item_id, change_number
        ) as unchanged_since

    from numbered

)

select * from final
