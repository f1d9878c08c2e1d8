/*---
view: facts.account_headcounts
description: >
  How many users belonged to each account at each evaluation, and how many of them share one mail domain at
  most. Free mail domains do not count.
owner: growth-data
grain: one row per evaluation and account with users at the time
key: [account_key, evaluation, evaluated_at]
---*/

with

users as not materialized (

    select * from entities.users

),

user_creation_history as not materialized (

    select * from entities.user_creation_history

),

evaluations as (

    select * from facts.evaluations

),

free_mail_domains as (

    select * from staging.free_mail_domains

),

-- the users known at each evaluation who were not deleted
users_then as (

    select
        users.account_key,
        users.user_id,
        evaluations.evaluation,
        evaluations.evaluated_at,
        case when free_mail_domains.domain is null then users.email_domain end as company_domain

    from users

    inner join user_creation_history
        on users.account_key = user_creation_history.account_key
        and users.user_id = user_creation_history.user_id

    inner join evaluations
        on evaluations.evaluation <> 'day'
        and user_creation_history.recorded_from <= evaluations.evaluated_at
        and user_creation_history.recorded_to > evaluations.evaluated_at
        and (users.deleted_at is null or users.deleted_at > evaluations.evaluated_at)

    left join free_mail_domains
        on users.email_domain = free_mail_domains.domain

),

users_by_domain as (

    select
        account_key,
        evaluation,
        evaluated_at,
        company_domain,
        count(*) as users,
        case when company_domain is null then 0 else count(*) end as users_of_domain

    from users_then

    group by account_key, evaluation, evaluated_at, company_domain

),

final as (

    select
        account_key,
        evaluation,
        evaluated_at,
        sum(users) as users,
        max(users_of_domain) as users_of_one_domain

    from users_by_domain

    group by account_key, evaluation, evaluated_at

)

select * from final
