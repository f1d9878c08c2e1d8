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
        nullif(trim(contact_id), '') as contact_id,
        nullif(trim(account_id), '') as account_id,
        nullif(lower(trim(email)), '') as email,
        nullif(trim(user_id), '') as user_id,
        nullif(trim(title), '') as title,
        nullif(trim(buyer_role), '') as buyer_role

    from contacts

)

select * from final
