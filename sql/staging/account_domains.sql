/*---
view: staging.account_domains
description: The mail domains of each company.
owner: growth-data
grain: one row per domain and account
key: [domain, account_id, valid_from]
---*/

with

account_domains as (

    select * from source.account_domains

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        lower(plumbline.text_or_null(account_domains.domain)) as domain,
        plumbline.text_or_null(account_domains.account_id) as account_id,
        coalesce(account_domains.verified, false) as is_verified,
        coalesce(
            plumbline.moment_or_null(account_domains.valid_from),
            '-infinity'::timestamptz
        ) as valid_from,
        coalesce(plumbline.moment_or_null(account_domains.valid_to), 'infinity'::timestamptz) as valid_to

    from account_domains

    cross join data_horizon

    where
        plumbline.moment_or_null(account_domains.valid_from) is null
        or plumbline.moment_or_null(account_domains.valid_from) <= data_horizon.as_of

)

select * from final
