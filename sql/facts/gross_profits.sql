/*---
view: facts.gross_profits
description: >
  What each payer leaves after the cost of goods and of serving it, by complete month. Without margins all
  revenue is gross profit; without costs to serve nothing is taken off. What an account costs that pays no
  more is borne by those who paid for it before. A payer is the account or, by option, a customer or a
  subscription item.
owner: growth-data
grain: one row per payer and month with revenue, or with costs after it
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

    -- the running month's profit is not in yet
    where plumbline.month_end(payer_subscription_months.month, parameters.time_zone)
        <= parameters.as_of + interval '1 microsecond'

    group by
        payer_subscription_months.account_key,
        payer_subscription_months.payer_key,
        payer_subscription_months.month,
        payer_subscription_months.plan

),

-- a margin holds until the next one
margins as (

    select
        plan,
        month as valid_from_month,
        margin,
        lead(month, 1, date '2999-01-01') over (partition by plan order by month) as valid_to_month

    from gross_margin

),

-- a cost by plan is borne equally by the payers on that plan in that month
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

payer_profits as (

    select
        account_key,
        payer_key,
        month,
        sum(revenue) as revenue,
        sum(profit) as profit

    from plan_profits

    group by account_key, payer_key, month

),

account_costs as (

    select
        account_id as account_key,
        month,
        sum(amount) as amount

    from cost_to_serve

    where account_id is not null

    group by account_id, month

),

-- since when each payer has ever paid
known_payers as (

    select
        account_key,
        payer_key,
        min(month) as first_month

    from payer_profits

    group by account_key, payer_key

),

-- what an account costs in a month in which it pays nothing, borne equally by those who paid before
idle_costs as (

    select
        known_payers.account_key,
        known_payers.payer_key,
        account_costs.month,
        0 as revenue,
        -account_costs.amount
        / count(*) over (partition by known_payers.account_key, account_costs.month) as gross_profit

    from account_costs

    cross join parameters.business as parameters

    inner join known_payers
        on account_costs.account_key = known_payers.account_key
        and account_costs.month > known_payers.first_month

    where
        plumbline.month_end(account_costs.month, parameters.time_zone)
        <= parameters.as_of + interval '1 microsecond'
        and not exists (
            select 1 from payer_profits
            where
                payer_profits.account_key = account_costs.account_key
                and payer_profits.month = account_costs.month
        )

),

-- what an account costs is borne equally by its payers of the month
served as (

    select
        payer_profits.account_key,
        payer_profits.payer_key,
        payer_profits.month,
        payer_profits.revenue,
        payer_profits.profit
        - coalesce(
            account_costs.amount
            / count(*) over (partition by payer_profits.account_key, payer_profits.month),
            0
        ) as gross_profit

    from payer_profits

    left join account_costs
        on payer_profits.account_key = account_costs.account_key
        and payer_profits.month = account_costs.month

),

final as (

    select * from served
    union all
    select * from idle_costs

)

select * from final
