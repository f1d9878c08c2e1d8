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

final as (

    select
        touch_id,
        account_id,
        contact_id,
        opportunity_id,
        rep_id,
        kind,
        occurred_at,
        coalesce(is_automated, false) as is_automated,
        outcome

    from sales_touches

)

select * from final
