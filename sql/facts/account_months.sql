/*---
view: facts.account_months
description: >
  The monthly recurring revenue of each account at the end of each month in which it has any, and what
  the exchange rates alone did to it since the month before.
owner: growth-data
grain: one row per account and month with revenue
key: [account_key, month]
time: month
stored: true
indexes: [[account_key, month]]
---*/

with

subscription_months as not materialized (

    select * from facts.subscription_months

),

currency_months as (

    select
        account_key,
        currency,
        month,
        sum(amount) as amount,
        min(rate) as rate

    from subscription_months

    group by account_key, currency, month

),

-- what was there a month ago, at its rate and at this month's
rate_changes as (

    select
        account_key,
        month,
        amount * rate as mrr,
        case
            when
                lag(month) over (partition by account_key, currency order by month)
                = (month - interval '1 month')::date
                then lag(amount) over (partition by account_key, currency order by month)
                * (rate - lag(rate) over (partition by account_key, currency order by month))
            else 0
        end as fx_change

    from currency_months

),

money as (

    select
        account_key,
        month,
        sum(mrr) as mrr,
        sum(fx_change) as fx_change

    from rate_changes

    group by account_key, month

    having sum(mrr) > 0

),

newest_subscriptions as (

    select
        account_key,
        month,
        max(valid_from) as newest_subscription_at

    from subscription_months

    where amount > 0

    group by account_key, month

),

plan_totals as (

    select
        account_key,
        month,
        plan,
        row_number() over (
            partition by account_key, month
            order by sum(amount * rate) desc, plan
        ) as preference

    from subscription_months

    group by account_key, month, plan

),

final as (

    select
        money.account_key,
        money.month,
        money.mrr,
        money.fx_change,
        plan_totals.plan,
        newest_subscriptions.newest_subscription_at

    from money

    inner join newest_subscriptions
        on money.account_key = newest_subscriptions.account_key
        and money.month = newest_subscriptions.month

    inner join plan_totals
        on money.account_key = plan_totals.account_key
        and money.month = plan_totals.month
        and plan_totals.preference = 1

)

select * from final
