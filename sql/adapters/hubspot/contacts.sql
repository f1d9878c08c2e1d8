/*---
table: contacts
description: One row per contact that is not deleted.
needs: [contact]
---*/

with

contacts as (

    select * from vendor.contact

),

company_ids as (

    select * from vendor.company_ids

),

final as (

    select
        contacts.id as contact_id,
        company_ids.company_id as account_id,
        contacts.property_email as email,
        contacts.property_jobtitle as title,
        contacts.property_hs_buying_role as buyer_role

    from contacts

    left join company_ids on contacts.property_associatedcompanyid = company_ids.former_id

    where
        contacts.is_deleted is not true
        and contacts._fivetran_deleted is not true

)

select * from final
