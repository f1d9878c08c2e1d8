/*---
view: facts.first_payments
description: When each buyer first paid for something recurring, by what was known by then.
owner: growth-data
grain: one row per buyer that has paid
key: [buyer_id]
time: first_paid_at
---*/

with

subscription_periods as (

    select * from staging.subscription_periods

),

buyers as (

    select * from entities.buyers

),

first_periods as (

    select
        subscription_periods.customer_id,
        min(subscription_periods.valid_from) as first_paid_at

    from subscription_periods

    cross join parameters.business as parameters

    where
        subscription_periods.net_monthly_amount > 0
        and subscription_periods.valid_from < subscription_periods.valid_to
        and subscription_periods.valid_from <= parameters.as_of

    group by subscription_periods.customer_id

),

final as (

    select
        buyers.account_key,
        buyers.buyer_id,
        buyers.workspace_id,
        first_periods.first_paid_at

    from first_periods

    inner join buyers
        on first_periods.customer_id = buyers.buyer_id

)

select * from final
