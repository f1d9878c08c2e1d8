/*---
view: staging.billing_customers
description: Every customer in billing.
owner: growth-data
grain: one row per billing customer
key: [customer_id]
columns:
  payer_email: { pii: true }
---*/

with

billing_customers as (

    select * from source.billing_customers

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(billing_customers.customer_id) as customer_id,
        plumbline.text_or_null(billing_customers.account_id) as account_id,
        plumbline.text_or_null(billing_customers.workspace_id) as workspace_id,
        lower(plumbline.text_or_null(billing_customers.payer_email)) as payer_email,
        plumbline.text_or_null(billing_customers.payer_user_id) as payer_user_id,
        plumbline.moment_or_null(billing_customers.created_at) as created_at,
        coalesce(billing_customers.is_deleted, false) as is_deleted

    from billing_customers

    cross join data_horizon

    where
        plumbline.moment_or_null(billing_customers.created_at) is null
        or plumbline.moment_or_null(billing_customers.created_at) <= data_horizon.as_of

)

select * from final
