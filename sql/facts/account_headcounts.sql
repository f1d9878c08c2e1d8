/*---
view: facts.account_headcounts
description: >
  How many users belong to each account as of `as_of`, and how many of them share one mail domain at most.
  Free mail domains do not count.
owner: growth-data
grain: one row per account with users
key: [account_key]
---*/

with

users as not materialized (

    select * from entities.users

),

user_creations as not materialized (

    select * from facts.user_creations

),

free_mail_domains as (

    select * from staging.free_mail_domains

),

current_users as (

    select
        users.account_key,
        users.user_id,
        case when free_mail_domains.domain is null then users.email_domain end as company_domain

    from users

    cross join parameters.business as parameters

    inner join user_creations
        on users.account_key = user_creations.account_key
        and users.user_id = user_creations.user_id

    left join free_mail_domains
        on users.email_domain = free_mail_domains.domain

    where
        users.deleted_at is null
        or users.deleted_at > parameters.as_of

),

users_by_domain as (

    select
        account_key,
        company_domain,
        count(*) as users,
        case when company_domain is null then 0 else count(*) end as users_of_domain

    from current_users

    group by account_key, company_domain

),

final as (

    select
        account_key,
        sum(users) as users,
        max(users_of_domain) as users_of_one_domain

    from users_by_domain

    group by account_key

)

select * from final
