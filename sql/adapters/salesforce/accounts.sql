/*---
table: accounts
description: One row per account that is not deleted.
needs: [account]
---*/

with

accounts as (

    select * from vendor.account

),

final as (

    select
        id as account_id,
        name,
        parent_id as parent_account_id,
        number_of_employees::bigint as employee_count,
        industry,
        billing_country as country,
        owner_id as owner_rep_id,
        created_date as created_at

    from accounts

    where
        is_deleted is not true
        and _fivetran_active is not false

)

select * from final
