/*---
view: facts.payer_subscription_months
description: >
  The value of each active subscription item at the end of each month, with the payer whose revenue it is
  part of: the account, the customer or, by option, the item itself.
owner: growth-data
grain: one row per period of a subscription item and month end at which it is active
key: [period_id, month]
time: month
---*/

with

subscription_months as not materialized (

    select * from facts.subscription_months

),

final as (

    select
        subscription_months.account_key,
        case parameters.movement_grain
            when 'account' then subscription_months.account_key
            when 'customer' then subscription_months.buyer_id
            -- item numbers may repeat across subscriptions
            else coalesce(
                subscription_months.subscription_id || ':' || subscription_months.item_id,
                subscription_months.subscription_id
            )
        end as payer_key,
        subscription_months.period_id,
        subscription_months.plan,
        subscription_months.currency,
        subscription_months.effective_since,
        subscription_months.month,
        subscription_months.amount,
        subscription_months.rate

    from subscription_months

    cross join parameters.business as parameters

)

select * from final
