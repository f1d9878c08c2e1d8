/*---
view: facts.first_sales
description: When the records of sales begin, with the first opportunity or touch.
owner: growth-data
grain: one row
key: []
crosses_accounts: The records begin for all accounts at once.
---*/

with

opportunities as (

    select * from staging.opportunities

),

sales_touches as (

    select * from staging.sales_touches

),

recorded_moments as (

    select created_at as recorded_at from opportunities
    union all
    select occurred_at as recorded_at from sales_touches

),

final as (

    select min(recorded_at) as recorded_from from recorded_moments

)

select * from final
