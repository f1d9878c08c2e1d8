/*---
view: staging.subscription_periods
description: >
  The monthly value of each subscription item, with validity periods (the end excluded). Trials and metered
  items are not recurring revenue and are left out.
owner: growth-data
grain: one row per period of a subscription item
key: [period_id]
columns:
  amount: { description: The price of a billing interval before discounts. }
  first_billed_until:
    description: "The end of the period's first billing interval, of its greatest length."
checks:
  ends_after_it_starts: valid_to >= valid_from
---*/

with

item_periods as (

    select * from staging.item_periods

),

final as (

    select
        period_id,
        subscription_id,
        item_id,
        customer_id,
        plan,
        seats,
        valid_from,
        valid_to,
        first_billed_until,
        currency,
        amount,
        gross_monthly_amount,
        net_monthly_amount

    from item_periods

    where not is_metered

)

select * from final
