/*---
view: staging.sales_touches
description: Every touch of sales with an account, automated ones included.
owner: growth-data
grain: one row per touch
key: [touch_id]
---*/

with

sales_touches as (

    select * from source.sales_touches

),

knowledge as (

    select * from parameters.knowledge

),

-- what was dated after it was received is not there before its time
final as (

    select
        nullif(trim(sales_touches.touch_id), '') as touch_id,
        nullif(trim(sales_touches.account_id), '') as account_id,
        nullif(trim(sales_touches.contact_id), '') as contact_id,
        nullif(trim(sales_touches.opportunity_id), '') as opportunity_id,
        nullif(trim(sales_touches.rep_id), '') as rep_id,
        nullif(trim(sales_touches.kind), '') as kind,
        sales_touches.occurred_at,
        coalesce(sales_touches.is_automated, false) as is_automated,
        nullif(trim(sales_touches.outcome), '') as outcome

    from sales_touches

    cross join knowledge

    where sales_touches.occurred_at <= knowledge.as_of

)

select * from final
