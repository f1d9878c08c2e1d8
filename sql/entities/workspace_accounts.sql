/*---
view: entities.workspace_accounts
description: >
  The company that each workspace rolls up to, by the first of six rules that finds one, and how
  sure we are. A workspace that no rule places is an account of its own, `ws:<id>`. Members count until they
  leave or delete themselves, also towards what happened before: as with everything that says who somebody is,
  what is known now holds for all of history. Whoever made the workspace has made it, deleted or not. Excluded
  workspaces are placed too, and marked.
owner: growth-data
grain: one row per workspace
key: [workspace_id]
stored: true
crosses_accounts: Workspaces are given to accounts here, so no row has an account yet.
---*/

with

workspaces as not materialized (

    select * from entities.registered_workspaces

),

billing_customers as (

    select * from staging.billing_customers

),

excluded_users as (

    select * from entities.excluded_users

),

excluded_workspaces as (

    select * from entities.excluded_workspaces

),

dated_accounts as (

    select * from entities.dated_accounts

),

stays as (

    select * from entities.stays

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

-- 1. said outright by the workspace
explicit as (

    select
        workspace_id,
        account_id,
        'explicit'::text as method,
        1 as rule,
        1.00 as confidence

    from workspaces

    where account_id is not null

),

-- 2. said by billing: all customers of the workspace are of one account
crm_links as (

    select
        workspace_id,
        min(account_id) as account_id,
        'crm_link'::text as method,
        2 as rule,
        0.95 as confidence

    from billing_customers

    where
        workspace_id is not null
        and account_id is not null

    group by workspace_id

    having count(distinct account_id) = 1

),

-- 3. whoever made it worked for this company at the time
identity_overrides as (

    select
        workspaces.workspace_id,
        dated_accounts.account_id,
        'identity_override'::text as method,
        3 as rule,
        0.90 as confidence

    from workspaces

    inner join dated_accounts
        on workspaces.created_by_user_id = dated_accounts.user_id
        and workspaces.created_at >= dated_accounts.valid_from
        and workspaces.created_at < dated_accounts.valid_to

),

-- 4. its own domain is a company's, verified
workspace_domains as (

    select
        workspaces.workspace_id,
        domain_accounts.account_id,
        'workspace_domain'::text as method,
        4 as rule,
        0.85 as confidence

    from workspaces

    inner join domain_accounts
        on workspaces.domain = domain_accounts.domain

    where domain_accounts.is_verified

),

-- 5. at least two of those who are its members now, and half of those with a company mail, are from there
company_members as (

    select distinct
        stays.workspace_id,
        stays.user_id,
        domain_accounts.account_id

    from stays

    inner join users
        on stays.user_id = users.user_id

    left join free_mail_domains
        on users.email_domain = free_mail_domains.domain

    left join domain_accounts
        on users.email_domain = domain_accounts.domain

    left join excluded_users
        on stays.user_id = excluded_users.user_id

    where
        stays.is_current
        and users.email_domain is not null
        and free_mail_domains.domain is null
        and excluded_users.user_id is null

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

majorities as (

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

member_majorities as (

    select
        workspace_id,
        account_id,
        'member_majority'::text as method,
        5 as rule,
        0.70 as confidence

    from majorities

    where preference = 1

),

-- 6. its maker has that company's mail
owner_domains as (

    select
        workspaces.workspace_id,
        domain_accounts.account_id,
        'owner_domain'::text as method,
        6 as rule,
        0.50 as confidence

    from workspaces

    inner join users
        on workspaces.created_by_registered_id = users.user_id

    inner join domain_accounts
        on users.email_domain = domain_accounts.domain

),

-- 7. nobody's: it stands for itself
candidates as (

    select * from explicit
    union all
    select * from crm_links
    union all
    select * from identity_overrides
    union all
    select * from workspace_domains
    union all
    select * from member_majorities
    union all
    select * from owner_domains
    union all
    select
        workspace_id,
        null as account_id,
        'none' as method,
        7 as rule,
        0.00 as confidence
    from workspaces

),

ranked as (

    select
        candidates.workspace_id,
        candidates.account_id,
        candidates.method,
        candidates.rule,
        candidates.confidence,
        row_number() over (partition by workspace_id order by rule) as preference

    from candidates

),

final as (

    select
        ranked.workspace_id,
        ranked.account_id,
        coalesce(ranked.account_id, 'ws:' || ranked.workspace_id) as account_key,
        ranked.method,
        ranked.confidence,
        excluded_workspaces.workspace_id is not null as is_excluded

    from ranked

    left join excluded_workspaces
        on ranked.workspace_id = excluded_workspaces.workspace_id

    where ranked.preference = 1

)

select * from final
