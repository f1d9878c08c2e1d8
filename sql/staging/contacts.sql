/*---
view: staging.contacts
description: Every contact in the CRM.
owner: growth-data
grain: one row per contact
key: [contact_id]
columns:
  email: { pii: true }
---*/

with

contacts as (

    select * from source.contacts

),

final as (

    select
        plumbline.text_or_null(contact_id) as contact_id,
        plumbline.text_or_null(account_id) as account_id,
        lower(plumbline.text_or_null(email)) as email,
        plumbline.text_or_null(user_id) as user_id,
        plumbline.text_or_null(title) as title,
        plumbline.text_or_null(buyer_role) as buyer_role

    from contacts

)

select * from final
