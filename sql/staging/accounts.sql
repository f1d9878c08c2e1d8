/*---
view: staging.accounts
description: Every company in the CRM.
owner: growth-data
grain: one row per account
key: [account_id]
---*/

with

accounts as (

    select * from source.accounts

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(accounts.account_id) as account_id,
        plumbline.text_or_null(accounts.name) as name,
        plumbline.text_or_null(accounts.parent_account_id) as parent_account_id,
        accounts.employee_count,
        accounts.role_headcount,
        plumbline.text_or_null(accounts.industry) as industry,
        plumbline.text_or_null(accounts.country) as country,
        plumbline.text_or_null(accounts.icp_segment) as icp_segment,
        plumbline.text_or_null(accounts.owner_rep_id) as owner_rep_id,
        plumbline.moment_or_null(accounts.created_at) as created_at

    from accounts

    cross join data_horizon

    where
        plumbline.moment_or_null(accounts.created_at) is null
        or plumbline.moment_or_null(accounts.created_at) <= data_horizon.as_of

)

select * from final
