/*---
view: facts.customer_months
description: >
  Every paying customer at the end of each month, with the payer, the revenue and the purchased seats. The
  customer of a contract that billing does not know is `contract:<account>`.
owner: growth-data
grain: one row per account, month and customer with revenue above zero at its end
key: [account_key, month, buyer_id]
time: month
columns:
  seats: { description: "A subscription has the seats of its item with the most. Null when unknown." }
---*/

with

subscription_months as not materialized (

    select * from facts.subscription_months

),

subscription_periods as (

    select * from staging.subscription_periods

),

contracts as (

    select * from staging.contracts

),

buyers as not materialized (

    select * from entities.buyers

),

-- add-ons are sold for the same seats, so the items of a subscription do not add up
subscriptions as (

    select
        subscription_months.account_key,
        subscription_months.month,
        subscription_months.buyer_id,
        subscription_months.subscription_id,
        sum(subscription_months.amount * subscription_months.rate) as mrr,
        max(coalesce(subscription_periods.seats, contracts.seats))
            filter (where subscription_months.amount > 0) as seats

    from subscription_months

    left join subscription_periods
        on subscription_months.period_id = subscription_periods.period_id

    left join contracts
        on subscription_months.account_key = contracts.account_id
        and subscription_months.period_id = 'contract:' || contracts.contract_id

    group by
        subscription_months.account_key,
        subscription_months.month,
        subscription_months.buyer_id,
        subscription_months.subscription_id

),

customers as (

    select
        account_key,
        month,
        buyer_id,
        round(sum(mrr), 8) as mrr,
        sum(seats) filter (where seats > 0) as seats

    from subscriptions

    group by account_key, month, buyer_id

),

final as (

    select
        customers.account_key,
        customers.month,
        customers.buyer_id,
        buyers.workspace_id,
        customers.mrr,
        customers.seats

    from customers

    left join buyers
        on customers.account_key = buyers.account_key
        and customers.buyer_id = buyers.buyer_id

    where customers.mrr > 0

)

select * from final
