/*---
view: staging.free_mail_domains
description: Mail domains that anyone can have, so that they tell nothing about where a person works.
owner: growth-data
grain: one row per domain
key: [domain]
---*/

with

domains as (

    select * from plumbline.free_mail_domains

),

final as (

    select domain

    from domains

)

select * from final
