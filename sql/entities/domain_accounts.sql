/*---
view: entities.domain_accounts
description: >
  The company that each mail domain in use belongs to, by the longest suffix that the company has claimed:
  us.ibm.com belongs to ibm.com. Free mail domains belong to no company.
owner: growth-data
grain: one row per mail domain in use
key: [domain]
stored: true
crosses_accounts: Domains are matched to accounts here, so no row has an account yet.
---*/

with

users as (

    select * from staging.users

),

workspaces as (

    select * from staging.workspaces

),

billing_customers as (

    select * from staging.billing_customers

),

contacts as (

    select * from staging.contacts

),

free_mail_domains as (

    select * from staging.free_mail_domains

),

data_horizon as (

    select * from parameters.data_horizon

),

account_domains as (

    select * from staging.account_domains

),

domains_in_use as (

    select email_domain as domain from users
    union
    select domain from workspaces
    union
    select split_part(payer_email, '@', 2) as domain from billing_customers
    union
    select split_part(email, '@', 2) as domain from contacts

),

company_domains as (

    select domains_in_use.domain

    from domains_in_use

    left join free_mail_domains
        on domains_in_use.domain = free_mail_domains.domain

    where
        domains_in_use.domain <> ''
        and free_mail_domains.domain is null

),

-- a.b.c may be claimed as a.b.c, b.c or c
suffixes as (

    select
        company_domains.domain,
        array_to_string((string_to_array(company_domains.domain, '.'))[part.n:], '.') as suffix,
        part.n as parts_left_out

    from company_domains

    cross join lateral generate_series(
        1,
        array_length(string_to_array(company_domains.domain, '.'), 1)
    ) as part (n)

),

-- of two current claims on one domain a verified one wins, then the older one
claims as (

    select
        suffixes.domain,
        account_domains.account_id,
        account_domains.is_verified,
        row_number() over (
            partition by suffixes.domain
            order by
                suffixes.parts_left_out,
                account_domains.is_verified desc,
                account_domains.valid_from,
                account_domains.account_id
        ) as preference,
        count(*) over (
            partition by suffixes.domain, suffixes.parts_left_out, account_domains.is_verified
        ) > 1 as is_conflict

    from suffixes

    cross join data_horizon

    inner join account_domains
        on suffixes.suffix = account_domains.domain
        and account_domains.valid_to > data_horizon.as_of

),

final as (

    select
        domain,
        account_id,
        is_verified,
        is_conflict

    from claims

    where preference = 1

)

select * from final
