/*---
table: billing_customers
description: One row per account of Recurly.
needs: [account]
---*/

with

accounts as (

    select * from vendor.account

),

final as (

    select
        id as customer_id,
        email as payer_email,
        created_at,
        coalesce(_fivetran_deleted, false) or state = 'closed' as is_deleted

    from accounts

)

select * from final
