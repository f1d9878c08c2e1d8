/*---
table: accounts
description: One row per company that is neither deleted nor merged into another.
needs: [company]
---*/

with

companies as (

    select * from vendor.companies

),

company_ids as (

    select * from vendor.company_ids

),

final as (

    select
        companies.id as account_id,
        companies.name,
        company_ids.company_id as parent_account_id,
        companies.employee_count::bigint as employee_count,
        companies.industry,
        companies.country,
        companies.owner_id as owner_rep_id,
        companies.created_at

    from companies

    left join company_ids on companies.parent_id = company_ids.former_id

)

select * from final
