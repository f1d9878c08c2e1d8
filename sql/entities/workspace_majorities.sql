/*---
view: entities.workspace_majorities
description: >
  The company that most members of each workspace work for, by their mail addresses: at least two of its
  current members, and at least half of those with a company address.
owner: growth-data
grain: one row per workspace in which one company has the majority
key: [workspace_id]
crosses_accounts: Accounts are assigned to workspaces later, so no row has an account yet.
---*/

with

membership_periods as (

    select * from entities.membership_periods

),

users as not materialized (

    select * from staging.users

),

free_mail_domains as (

    select * from staging.free_mail_domains

),

domain_accounts as not materialized (

    select * from entities.domain_accounts

),

excluded_users as (

    select * from entities.excluded_users

),

-- users with a company address, and the company it belongs to
company_users as (

    select
        users.user_id,
        domain_accounts.account_id

    from users

    left join free_mail_domains
        on users.email_domain = free_mail_domains.domain

    left join domain_accounts
        on users.email_domain = domain_accounts.domain

    left join excluded_users
        on users.user_id = excluded_users.user_id

    where
        users.email_domain is not null
        and free_mail_domains.domain is null
        and excluded_users.user_id is null

),

company_members as (

    select distinct
        membership_periods.workspace_id,
        membership_periods.user_id,
        company_users.account_id

    from membership_periods

    inner join company_users
        on membership_periods.user_id = company_users.user_id

    where membership_periods.is_current

),

member_counts as (

    select
        workspace_id,
        account_id,
        count(*) as members,
        sum(count(*)) over (partition by workspace_id) as company_members

    from company_members

    group by workspace_id, account_id

),

-- at least two members, and half of those with a company address
ranked_companies as (

    select
        workspace_id,
        account_id,
        row_number() over (partition by workspace_id order by members desc, account_id) as preference

    from member_counts

    where
        account_id is not null
        and members >= 2
        and members * 2 >= company_members

),

final as (

    select
        workspace_id,
        account_id

    from ranked_companies

    where preference = 1

)

select * from final
