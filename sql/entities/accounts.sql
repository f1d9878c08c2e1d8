/*---
view: entities.accounts
description: >
  Every account: companies named by the CRM, an event, a workspace or a customer, and workspaces and
  customers without a company, which are accounts of their own (`ws:…`, `customer:…`). Companies that have
  only excluded workspaces are excluded.
owner: growth-data
grain: one row per account
key: [account_key]
time: created_at
dimensions:
  account:
    description: >
      The account's key: the company's id, or `ws:…`, `customer:…` or `user:…` for accounts without a company.
      An event has the account in which it happened, a user the current account, revenue the payer's. Null for
      events of unknown users outside registered workspaces, and where only other events name the account.
    column: account_key
    immutable: true
  account_name: { description: "The account's name. Null when unknown.", column: name, immutable: true }
  account_kind:
    description: "A company, or a workspace, customer or user that is an account of its own."
    values: [company, workspace, customer, person]
    immutable: true
  industry: The company's industry. Null when unknown.
  country: The company's country. Null when unknown.
  icp_segment: The company's current ideal-customer segment. Null when it has none.
  account_size_band:
    description: The company's size by employees. Null when unknown.
    values: [1-9, 10-49, 50-99, 100-199, 200-999, 1000+]
  ultimate_parent:
    description: >
      The account key of the company at the top of the group, over up to eight parents; the account itself
      where it has no parent, or where parents form a circle.
stored: true
indexes: [[account_key]]
---*/

with

accounts as not materialized (

    select * from staging.accounts

),

account_domains as (

    select * from staging.account_domains

),

identity_accounts as (

    select * from staging.identity_accounts

),

workspaces as not materialized (

    select * from entities.workspaces

),

users as not materialized (

    select * from entities.users

),

buyers as not materialized (

    select * from entities.buyers

),

account_creation_history as (

    select * from entities.account_creation_history

),

stitched_events as (

    select * from entities.stitched_events

),

opportunities as (

    select * from staging.opportunities

),

contracts as (

    select * from staging.contracts

),

ultimate_parents as (

    select * from entities.ultimate_parents

),

excluded_accounts as (

    select * from entities.excluded_accounts

),

-- every account key that any source names
account_keys as (

    select account_id as account_key from accounts
    union
    select account_id as account_key from account_domains
    union
    select account_id as account_key from identity_accounts
    union
    select account_id as account_key from opportunities
    union
    select account_id as account_key from contracts
    union
    select account_id as account_key from stitched_events where account_id is not null
    union
    select account_key from workspaces
    union
    select account_key from users
    union
    select account_key from buyers

),

-- the creation dates recorded last
current_creations as (

    select
        account_key,
        created_at

    from account_creation_history

    where recorded_to = 'infinity'

),

workspace_names as (

    select
        account_key,
        min(name) as name

    from workspaces

    group by account_key

),

final as (

    select
        account_keys.account_key,
        case
            when account_keys.account_key like 'ws:%' then 'workspace'
            when account_keys.account_key like 'customer:%' then 'customer'
            when account_keys.account_key like 'user:%' then 'person'
            else 'company'
        end as account_kind,
        coalesce(
            accounts.name,
            case when account_keys.account_key like 'ws:%' then workspace_names.name end
        ) as name,
        accounts.parent_account_id,
        coalesce(ultimate_parents.ultimate_parent, account_keys.account_key) as ultimate_parent,
        accounts.employee_count,
        accounts.role_headcount,
        accounts.industry,
        accounts.country,
        accounts.icp_segment,
        case
            when accounts.employee_count < 10 then '1-9'
            when accounts.employee_count < 50 then '10-49'
            when accounts.employee_count < 100 then '50-99'
            when accounts.employee_count < 200 then '100-199'
            when accounts.employee_count < 1000 then '200-999'
            when accounts.employee_count >= 1000 then '1000+'
        end as account_size_band,
        accounts.owner_rep_id,
        current_creations.created_at

    from account_keys

    left join accounts
        on account_keys.account_key = accounts.account_id

    left join ultimate_parents
        on account_keys.account_key = ultimate_parents.account_id

    left join current_creations
        on account_keys.account_key = current_creations.account_key

    left join workspace_names
        on account_keys.account_key = workspace_names.account_key

    left join excluded_accounts
        on account_keys.account_key = excluded_accounts.account_id

    where
        excluded_accounts.account_id is null
        or account_keys.account_key in (select buyers.account_key from buyers)

)

select * from final
