/*---
step: website_domains
description: >
  The domain of each account's website, and the rank of the account among those with the same domain.
---*/

with

accounts as (

    select * from vendor.account

),

free_mail_domains as (

    select * from plumbline.free_mail_domains

),

-- the host, without scheme, port, path and www
hosts as (

    select
        id,
        created_date,
        substring(lower(btrim(website)) from '^(?:[a-z]+://)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})') as domain

    from accounts

    where
        is_deleted is not true
        and _fivetran_active is not false

),

final as (

    select
        id,
        domain,
        row_number() over (partition by domain order by created_date, id) as rank

    from hosts

    where
        domain is not null
        and domain not in (select domain from free_mail_domains)

)

select * from final
