/*---
view: checks.revenue_without_margin
description: >
  Plans with recurring revenue before their first gross margin, or without any, while gross margins are
  provided: all of that revenue counts as gross profit. Load their margins into gross_margin.
owner: growth-data
grain: one row per plan
key: [plan]
---*/

with

subscription_months as not materialized (

    select * from facts.subscription_months

),

gross_margin as (

    select * from staging.gross_margin

),

first_margins as (

    select
        plan,
        min(month) as first_month

    from gross_margin

    group by plan

),

-- without any margins this check is empty; results then state the assumption instead
final as (

    select coalesce(subscription_months.plan, 'without a name') as plan

    from subscription_months

    left join first_margins
        on subscription_months.plan = first_margins.plan

    where
        subscription_months.amount <> 0
        and exists (select 1 from gross_margin)
        and (first_margins.first_month is null or subscription_months.month < first_margins.first_month)

    group by coalesce(subscription_months.plan, 'without a name')

)

select * from final
