/*---
table: billing_customers
description: One row per customer.
needs: [customers]
---*/

with

customers as (

    select * from vendor.customers

),

final as (

    select
        external_id as customer_id,
        email as payer_email,
        created_at

    from customers

)

select * from final
