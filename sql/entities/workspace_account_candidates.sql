/*---
view: entities.workspace_account_candidates
description: >
  Every account that a rule proposes for a workspace. Rules are numbered by precedence: 1 is the most
  reliable, and rule 7 proposes no account for every workspace.
owner: growth-data
grain: one row per workspace and account that a rule proposes
key: []
crosses_accounts: Accounts are assigned to workspaces here, so no row has an account yet.
---*/

with

workspaces as not materialized (

    select * from entities.registered_workspaces

),

billing_customers as (

    select * from staging.billing_customers

),

user_account_history as (

    select * from entities.user_account_history

),

users as not materialized (

    select * from staging.users

),

domain_accounts as not materialized (

    select * from entities.domain_accounts

),

workspace_majorities as (

    select * from entities.workspace_majorities

),

-- rule 1: the workspace itself names its account
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

-- rule 2: all billing customers of the workspace belong to one account
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

-- rule 3: the workspace creator's employer at creation time
identity_overrides as (

    select
        workspaces.workspace_id,
        user_account_history.account_id,
        'identity_override'::text as method,
        3 as rule,
        0.90 as confidence

    from workspaces

    inner join user_account_history
        on workspaces.created_by_user_id = user_account_history.user_id
        and workspaces.created_at >= user_account_history.valid_from
        and workspaces.created_at < user_account_history.valid_to

),

-- rule 4: the workspace's own domain is a verified company domain
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

-- rule 5: most of its members work for one company
member_majorities as (

    select
        workspace_id,
        account_id,
        'member_majority'::text as method,
        5 as rule,
        0.70 as confidence

    from workspace_majorities

),

-- rule 6: the creator's mail domain belongs to a company
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

-- rule 7: no other rule matches, so the workspace is its own account
final as (

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

)

select * from final
