/*---
view: facts.account_months
description: >
  The monthly recurring revenue of each account at the end of each month in which it has any, whoever of the
  account pays it; negative where its items take off more than they ask for.
owner: growth-data
grain: one row per account and month with revenue
key: [account_key, month]
time: month
dimensions:
  account_plan:
    description: >
      The plan that most of the account's revenue is on at the month's end. Null when it pays nothing, or when
      the data name no plan.
    column: plan
    requires: [subscription_periods|contracts]
    lasting: true
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

-- the plan that brings in most; the first by name where two bring in the same
final as (

    select
        account_key,
        month,
        -- thirds of months add up to whole ones again
        round(sum(mrr), 8) as mrr,
        (array_agg(plan order by mrr desc, plan))[1] as plan,
        max(newest_subscription_at) as newest_subscription_at

    from plan_months

    group by account_key, month

    having round(sum(mrr), 8) <> 0

)

select * from final
