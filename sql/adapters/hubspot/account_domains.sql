/*---
table: account_domains
description: >
  The domain of each company. Free mail domains are none. A domain of several companies is that of the oldest.
needs: [company]
reports:
  domains_of_several_companies:
    message: companies with the domain of an older company; it counts for the older one
    query: >
      select later.id as company_id, later.domain from vendor.companies as later
      inner join vendor.companies as older on later.domain = older.domain
      where (older.created_at, older.id) < (later.created_at, later.id)
---*/

with

companies as (

    select * from vendor.companies

),

free_mail_domains as (

    select * from plumbline.free_mail_domains

),

final as (

    select distinct on (domain)
        domain,
        id as account_id

    from companies

    where
        domain is not null
        and domain not in (select domain from free_mail_domains)

    order by domain, created_at, id

)

select * from final
