/*---
view: staging.cost_to_serve
description: The cost of serving customers.
owner: growth-data
grain: one row per month, account or plan, and category
key: [month, account_id, plan, category]
---*/

with

cost_to_serve as (

    select * from source.cost_to_serve

),

final as (

    select
        date_trunc('month', plumbline.day_or_null(month)::timestamp)::date as month,
        plumbline.text_or_null(account_id) as account_id,
        plumbline.text_or_null(plan) as plan,
        plumbline.text_or_null(category) as category,
        plumbline.number_or_null(amount) as amount

    from cost_to_serve

)

select * from final
