/*---
view: staging.billing_customers
description: Every paying party that billing knows.
owner: growth-data
grain: one row per billing customer
key: [customer_id]
---*/

with

billing_customers as (

    select * from source.billing_customers

),

final as (

    select
        customer_id,
        account_id,
        workspace_id,
        nullif(lower(trim(payer_email)), '') as payer_email,
        payer_user_id,
        created_at,
        coalesce(is_deleted, false) as is_deleted

    from billing_customers

)

select * from final
