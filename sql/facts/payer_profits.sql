/*---
view: facts.payer_profits
description: >
  The profit of each payer after the cost of goods and its share of the costs by plan, in each complete
  month with revenue.
owner: growth-data
grain: one row per payer and complete month with revenue
key: [account_key, payer_key, month]
time: month
crosses_accounts: A cost by plan is shared by all accounts on the plan.
---*/

with

payer_subscription_months as not materialized (

    select * from facts.payer_subscription_months

),

gross_margin as (

    select * from staging.gross_margin

),

cost_to_serve as not materialized (

    select * from staging.cost_to_serve

),

plan_revenue as (

    select
        payer_subscription_months.account_key,
        payer_subscription_months.payer_key,
        payer_subscription_months.month,
        payer_subscription_months.plan,
        sum(payer_subscription_months.amount * payer_subscription_months.rate) as revenue

    from payer_subscription_months

    cross join parameters.business as parameters

    -- the current month is incomplete
    where plumbline.month_end(payer_subscription_months.month, parameters.time_zone)
        <= parameters.as_of + interval '1 microsecond'

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

-- costs by plan are shared equally by the payers on that plan in that month
plan_costs as (

    select
        month,
        plan,
        sum(amount) as amount

    from cost_to_serve

    where account_id is null

    group by month, plan

),

plan_profits as (

    select
        plan_revenue.account_key,
        plan_revenue.payer_key,
        plan_revenue.month,
        plan_revenue.revenue,
        plan_revenue.revenue * coalesce(margins.margin, 1)
        - coalesce(
            plan_costs.amount / count(*) over (partition by plan_revenue.month, plan_revenue.plan),
            0
        ) as profit

    from plan_revenue

    left join margins
        on plan_revenue.plan = margins.plan
        and plan_revenue.month >= margins.valid_from_month
        and plan_revenue.month < margins.valid_to_month

    left join plan_costs
        on plan_revenue.plan = plan_costs.plan
        and plan_revenue.month = plan_costs.month

),

final as (

    select
        account_key,
        payer_key,
        month,
        sum(revenue) as revenue,
        sum(profit) as profit

    from plan_profits

    group by account_key, payer_key, month

)

select * from final
