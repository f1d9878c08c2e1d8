/*---
view: entities.excluded_accounts
description: >
  Companies that have only excluded workspaces, such as our own: no other workspace, user, opportunity,
  contract or event names them.
owner: growth-data
grain: one row per account
key: [account_id]
stored: true
crosses_accounts: An exclusion holds in every account.
---*/

with

workspace_accounts as (

    select * from entities.workspace_accounts

),

workspaces as (

    select * from entities.workspaces

),

users as (

    select * from entities.users

),

first_seen as (

    select * from entities.first_seen

),

opportunities as (

    select * from staging.opportunities

),

contracts as (

    select * from staging.contracts

),

-- accounts named by a record that is not excluded
counted_accounts as (

    select account_id from workspaces
    union
    select account_id from users
    union
    select entity_id as account_id from first_seen where entity_type = 'account'
    union
    select account_id from opportunities
    union
    select account_id from contracts

),

final as (

    select distinct workspace_accounts.account_id

    from workspace_accounts

    left join counted_accounts
        on workspace_accounts.account_id = counted_accounts.account_id

    where
        workspace_accounts.is_excluded
        and workspace_accounts.account_id is not null
        and counted_accounts.account_id is null

)

select * from final
