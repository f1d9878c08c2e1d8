/*---
view: staging.free_mail_domains
description: Free mail domains, which do not identify a company.
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
