/*---
view: staging.accounts
description: Every company that the CRM knows.
owner: growth-data
grain: one row per account
key: [account_id]
---*/

with

accounts as (

    select * from source.accounts

),

final as (

    select
        account_id,
        name,
        parent_account_id,
        employee_count,
        role_headcount,
        industry,
        country,
        icp_segment,
        owner_rep_id,
        created_at

    from accounts

)

select * from final
