/*---
view: facts.payer_profits
description: >
  The revenue of each payer in each month, and what remains of it after the cost of goods: revenue times the
  gross margin of its plan. Without a margin all revenue remains.
owner: growth-data
grain: one row per payer and month with revenue
key: [account_key, payer_key, month]
time: month
---*/

with

payer_subscription_months as not materialized (

    select * from facts.payer_subscription_months

),

gross_margin as (

    select * from staging.gross_margin

),

plan_revenue as (

    select
        payer_subscription_months.account_key,
        payer_subscription_months.payer_key,
        payer_subscription_months.month,
        payer_subscription_months.plan,
        sum(payer_subscription_months.amount * payer_subscription_months.rate) as revenue

    from payer_subscription_months

    group by
        payer_subscription_months.account_key,
        payer_subscription_months.payer_key,
        payer_subscription_months.month,
        payer_subscription_months.plan

),

-- a margin is valid until the next one
margins as (

    select
        plan,
        month as valid_from_month,
        margin,
        lead(month, 1, date '2999-01-01') over (partition by plan order by month) as valid_to_month

    from gross_margin

),

final as (

    select
        plan_revenue.account_key,
        plan_revenue.payer_key,
        plan_revenue.month,
        sum(plan_revenue.revenue) as revenue,
        sum(plan_revenue.revenue * coalesce(margins.margin, 1)) as profit

    from plan_revenue

    left join margins
        on plan_revenue.plan = margins.plan
        and plan_revenue.month >= margins.valid_from_month
        and plan_revenue.month < margins.valid_to_month

    group by plan_revenue.account_key, plan_revenue.payer_key, plan_revenue.month

)

select * from final
