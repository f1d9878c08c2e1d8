/*---
view: staging.sales_touches
description: Every touch of sales with an account, including automated ones.
owner: growth-data
grain: one row per touch
key: [touch_id]
---*/

with

sales_touches as (

    select * from source.sales_touches

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(sales_touches.touch_id) as touch_id,
        plumbline.text_or_null(sales_touches.account_id) as account_id,
        plumbline.text_or_null(sales_touches.contact_id) as contact_id,
        plumbline.text_or_null(sales_touches.opportunity_id) as opportunity_id,
        plumbline.text_or_null(sales_touches.rep_id) as rep_id,
        plumbline.text_or_null(sales_touches.kind) as kind,
        plumbline.moment_or_null(sales_touches.occurred_at) as occurred_at,
        coalesce(sales_touches.is_automated, false) as is_automated,
        plumbline.text_or_null(sales_touches.outcome) as outcome

    from sales_touches

    cross join data_horizon

    where plumbline.moment_or_null(sales_touches.occurred_at) <= data_horizon.as_of

)

select * from final
