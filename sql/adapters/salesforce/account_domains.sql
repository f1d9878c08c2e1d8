/*---
table: account_domains
description: >
  The web domain of each account: the host of its website. Free mail domains are none. A domain of several
  accounts is that of the oldest.
needs: [account]
reports:
  domains_of_several_accounts:
    message: accounts with the website of an older account; the domain counts for the older one
    query: >
      select id as account_id, domain from vendor.website_domains where rank > 1
---*/

with

domains as (

    select * from vendor.website_domains

),

final as (

    select
        domain,
        id as account_id

    from domains

    where rank = 1

)

select * from final
