/*---
table: contacts
description: One row per contact that is not deleted.
needs: [contact]
---*/

with

contacts as (

    select * from vendor.contact

),

final as (

    select
        id as contact_id,
        account_id,
        email,
        title

    from contacts

    where
        is_deleted is not true
        and _fivetran_active is not false

)

select * from final
