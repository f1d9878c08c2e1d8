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

knowledge as (

    select * from parameters.knowledge

),

-- what was dated after it was received is not there before its time
final as (

    select
        nullif(trim(accounts.account_id), '') as account_id,
        nullif(trim(accounts.name), '') as name,
        nullif(trim(accounts.parent_account_id), '') as parent_account_id,
        accounts.employee_count,
        accounts.role_headcount,
        nullif(trim(accounts.industry), '') as industry,
        nullif(trim(accounts.country), '') as country,
        nullif(trim(accounts.icp_segment), '') as icp_segment,
        nullif(trim(accounts.owner_rep_id), '') as owner_rep_id,
        accounts.created_at

    from accounts

    cross join knowledge

    where
        accounts.created_at is null
        or accounts.created_at <= knowledge.as_of

)

select * from final
