/*---
view: staging.account_domains
description: Which mail domains belong to which company.
owner: growth-data
grain: one row per domain and account
key: [domain, account_id, valid_from]
---*/

with

account_domains as (

    select * from source.account_domains

),

final as (

    select
        lower(domain) as domain,
        account_id,
        coalesce(verified, false) as is_verified,
        coalesce(valid_from, '-infinity'::timestamptz) as valid_from,
        coalesce(valid_to, 'infinity'::timestamptz) as valid_to

    from account_domains

)

select * from final
