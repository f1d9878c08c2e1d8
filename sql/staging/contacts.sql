/*---
view: staging.contacts
description: Every person that the CRM knows.
owner: growth-data
grain: one row per contact
key: [contact_id]
---*/

with

contacts as (

    select * from source.contacts

),

final as (

    select
        contact_id,
        account_id,
        nullif(lower(trim(email)), '') as email,
        user_id,
        title,
        buyer_role

    from contacts

)

select * from final
