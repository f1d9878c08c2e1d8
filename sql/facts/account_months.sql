/*---
view: facts.account_months
description: >
  The monthly recurring revenue of each account at the end of each month in which it has any, over all of
  its customers. Negative where discounts exceed charges.
owner: growth-data
grain: one row per account and month with revenue
key: [account_key, month]
time: month
dimensions:
  account_plan:
    description: >
      The plan with most of the account's revenue at the end of the month; of sign-ups and of states, its
      current one. Null when the account pays nothing, or when the data names no plan.
    column: plan
    requires: [subscription_periods|contracts]
    immutable: true
stored: true
indexes: [[account_key, month]]
---*/

with

subscription_months as not materialized (

    select * from facts.subscription_months

),

plan_months as (

    select
        account_key,
        month,
        plan,
        sum(amount * rate) as mrr,
        max(effective_since) filter (where amount > 0) as newest_subscription_at

    from subscription_months

    group by account_key, month, plan

),

-- the plan with the most revenue; ties go to the first by name
final as (

    select
        account_key,
        month,
        -- rounded, so that thirds of months add up to whole months
        round(sum(mrr), 8) as mrr,
        (array_agg(plan order by mrr desc, plan))[1] as plan,
        max(newest_subscription_at) as newest_subscription_at

    from plan_months

    group by account_key, month

    having round(sum(mrr), 8) <> 0

)

select * from final
