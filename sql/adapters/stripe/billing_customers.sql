/*---
table: billing_customers
description: >
  One row per live customer. The account is named by the metadata; without it, Plumbline finds it by the
  mail domain.
needs: [customer]
---*/

with

customers as (

    select * from vendor.customer

),

settings as (

    select * from vendor.settings

),

final as (

    select
        customers.id as customer_id,
        customers.metadata ->> settings.account_metadata_key as account_id,
        customers.metadata ->> settings.workspace_metadata_key as workspace_id,
        customers.email as payer_email,
        customers.metadata ->> settings.payer_metadata_key as payer_user_id,
        customers.created as created_at,
        customers.is_deleted

    from customers

    cross join settings

    where customers.livemode is not false

)

select * from final
