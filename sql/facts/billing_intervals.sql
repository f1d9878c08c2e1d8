/*---
view: facts.billing_intervals
description: >
  How often each payer is billed at the end of each month: the billing interval with most of its revenue.
owner: growth-data
grain: one row per payer and month with revenue
key: [account_key, payer_key, month]
time: month
---*/

with

payer_subscription_months as not materialized (

    select * from facts.payer_subscription_months

),

item_periods as (

    select * from staging.item_periods

),

valued_intervals as (

    select
        payer_subscription_months.account_key,
        payer_subscription_months.payer_key,
        payer_subscription_months.month,
        payer_subscription_months.amount * payer_subscription_months.rate as mrr,
        case
            when payer_subscription_months.period_id like 'contract:%' then 'contract'
            when item_periods.interval_months = 1 then 'monthly'
            when item_periods.interval_months = 3 then 'quarterly'
            when item_periods.interval_months = 12 then 'annual'
            when item_periods.interval_months is not null then 'other'
        end as billing_interval

    from payer_subscription_months

    left join item_periods
        on payer_subscription_months.period_id = item_periods.period_id

),

interval_totals as (

    select
        account_key,
        payer_key,
        month,
        billing_interval,
        sum(mrr) as mrr

    from valued_intervals

    group by account_key, payer_key, month, billing_interval

),

-- the first by name among intervals with the same revenue
final as (

    select
        account_key,
        payer_key,
        month,
        (array_agg(billing_interval order by mrr desc, billing_interval))[1] as billing_interval

    from interval_totals

    group by account_key, payer_key, month

)

select * from final
