/*---
view: facts.payer_months
description: >
  The monthly recurring revenue of each payer at the end of each month in which it has any, and its change
  since the previous month by exchange rates alone. A payer is, by option, the account, each of its
  customers, or each of their subscription items; the payers of an account add up to the account. A payer
  whose discounts exceed its charges has a credit: its revenue is negative, and it is not paying.
owner: growth-data
grain: one row per payer and month with revenue
key: [account_key, payer_key, month]
time: month
stored: true
indexes: [[account_key, payer_key, month]]
---*/

with

payer_subscription_months as not materialized (

    select * from facts.payer_subscription_months

),

currency_months as (

    select
        account_key,
        payer_key,
        currency,
        month,
        -- rounded, so that thirds of months add up to whole months
        round(sum(amount), 8) as amount,
        min(rate) as rate

    from payer_subscription_months

    group by account_key, payer_key, currency, month

),

-- the value of each currency, and how exchange rates changed the value of the previous month's amount
monthly_value_by_currency as (

    select
        account_key,
        payer_key,
        month,
        amount * rate as mrr,
        case
            when
                lag(month) over (partition by account_key, payer_key, currency order by month)
                = plumbline.add_months(month, -1)
                then lag(amount) over (partition by account_key, payer_key, currency order by month)
                * (rate - lag(rate) over (partition by account_key, payer_key, currency order by month))
            else 0
        end as fx_change

    from currency_months

),

plan_months as (

    select
        account_key,
        payer_key,
        month,
        plan,
        sum(amount * rate) as mrr,
        max(effective_since) filter (where amount > 0) as newest_subscription_at

    from payer_subscription_months

    group by account_key, payer_key, month, plan

),

-- unite and then group: a join here makes the planner underestimate the rows
plan_and_value_rows as (

    select
        account_key,
        payer_key,
        month,
        plan,
        mrr as plan_mrr,
        0 as mrr,
        0 as fx_change,
        newest_subscription_at,
        true as is_plan

    from plan_months

    union all

    select
        account_key,
        payer_key,
        month,
        null as plan,
        null as plan_mrr,
        mrr,
        fx_change,
        null as newest_subscription_at,
        false as is_plan

    from monthly_value_by_currency

),

-- the plan with the most revenue; ties go to the first by name
totals as (

    select
        account_key,
        payer_key,
        month,
        sum(mrr) as mrr,
        sum(sum(mrr)) over (partition by account_key, month) as account_mrr,
        sum(fx_change) as fx_change,
        (array_agg(plan order by plan_mrr desc, plan) filter (where is_plan))[1] as plan,
        max(newest_subscription_at) as newest_subscription_at

    from plan_and_value_rows

    group by account_key, payer_key, month

),

-- an item may be negative, such as a discount: it is paying while its account is
final as (

    select
        account_key,
        payer_key,
        month,
        mrr,
        account_mrr > 0 as is_paying,
        fx_change,
        plan,
        newest_subscription_at

    from totals

    where mrr <> 0

)

select * from final
