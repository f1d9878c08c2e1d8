/*---
step: companies
description: Every company that is not deleted, and the host of its domain.
---*/

with

companies as (

    select * from vendor.company

),

final as (

    select
        id,
        property_name as name,
        substring(
            lower(btrim(property_domain)) from '^(?:[a-z]+://)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})'
        ) as domain,
        property_hs_parent_company_id as parent_id,
        property_numberofemployees as employee_count,
        property_industry as industry,
        property_country as country,
        property_hubspot_owner_id as owner_id,
        property_hs_merged_object_ids as merged_ids,
        property_createdate as created_at

    from companies

    where
        is_deleted is not true
        and _fivetran_deleted is not true

)

select * from final
