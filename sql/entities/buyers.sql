/*---
view: entities.buyers
description: >
  Everyone who pays: one row per billing customer, with the account the money belongs to and the user
  behind it, if the payer also uses the product. A subscription or trial whose customer nobody registered has
  a buyer all the same. A customer is out whose payer is a colleague, a tester or a bot, or who pays for a
  workspace of theirs, unless it names anything that counts: another payer, another workspace or a company.
owner: growth-data
grain: one row per paying party
key: [buyer_id]
dimensions:
  buyer_is_user: { description: "Whether the payer also uses the product.", column: is_user, type: boolean }
columns:
  payer_email: { pii: true }
stored: true
indexes: [[buyer_id], [account_key]]
crosses_accounts: Buyers are given to accounts here; the payer may be a user of another account.
---*/

with

billing_customers as not materialized (

    select * from staging.billing_customers

),

subscription_periods as (

    select * from staging.subscription_periods

),

trials as (

    select * from staging.trials

),

users as not materialized (

    select * from entities.users

),

user_ids as (

    select * from entities.user_ids

),

workspaces as (

    select * from entities.workspaces

),

domain_accounts as (

    select * from entities.domain_accounts

),

excluded_users as (

    select * from entities.excluded_users

),

excluded_workspaces as (

    select * from entities.excluded_workspaces

),

excluded_accounts as (

    select * from entities.excluded_accounts

),

subscribers as (

    select customer_id from subscription_periods
    union
    select customer_id from trials

),

-- a customer that only a subscription or a trial knows is a customer
customers as (

    select * from billing_customers
    union all
    select
        subscribers.customer_id,
        null::text as account_id,
        null::text as workspace_id,
        null::text as payer_email,
        null::text as payer_user_id,
        null::timestamptz as created_at,
        false as is_deleted

    from subscribers

    where not exists (
        select 1
        from billing_customers
        where billing_customers.customer_id = subscribers.customer_id
    )

),

-- what each names, and which of it is excluded
named as (

    select
        customers.customer_id,
        customers.account_id,
        customers.workspace_id,
        customers.payer_email,
        customers.payer_user_id,
        user_ids.user_id as registered_payer_id,
        customers.created_at,
        customers.is_deleted,
        excluded_payers.user_id is not null as is_payer_excluded,
        excluded_addresses.user_id is not null as is_address_excluded,
        excluded_workspaces.workspace_id is not null as is_workspace_excluded,
        excluded_accounts.account_id is not null as is_account_excluded

    from customers

    left join user_ids
        on customers.payer_user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

    left join excluded_users as excluded_payers
        on user_ids.user_id = excluded_payers.user_id

    left join excluded_users as excluded_addresses
        on customers.payer_email = excluded_addresses.email

    left join excluded_workspaces
        on customers.workspace_id = excluded_workspaces.workspace_id

    left join excluded_accounts
        on customers.account_id = excluded_accounts.account_id

),

counting_customers as (

    select
        customer_id,
        account_id,
        workspace_id,
        payer_email,
        payer_user_id,
        registered_payer_id,
        created_at,
        is_deleted

    from named

    where
        not (is_payer_excluded or is_address_excluded or is_workspace_excluded)
        or (payer_user_id is not null and not is_payer_excluded)
        or (payer_email is not null and not is_address_excluded)
        or (workspace_id is not null and not is_workspace_excluded)
        or (account_id is not null and not is_account_excluded)

),

-- a mail address belongs to one user
user_addresses as (

    select
        email,
        min(user_id) as user_id

    from users

    where email is not null

    group by email

),

payers as (

    select
        counting_customers.customer_id,
        counting_customers.account_id,
        counting_customers.workspace_id,
        counting_customers.payer_email,
        counting_customers.created_at,
        counting_customers.is_deleted,
        coalesce(
            counting_customers.registered_payer_id,
            event_only_users.user_id,
            user_addresses.user_id
        ) as user_id

    from counting_customers

    -- a payer known only from events
    left join users as event_only_users
        on counting_customers.payer_user_id = event_only_users.user_id

    left join user_addresses
        on counting_customers.payer_email = user_addresses.email

),

-- the account: said outright, else the workspace's, else the payer's, else the mail domain's
final as (

    select
        coalesce(
            payers.account_id,
            workspaces.account_key,
            users.account_key,
            domain_accounts.account_id,
            'customer:' || payers.customer_id
        ) as account_key,
        payers.customer_id as buyer_id,
        payers.workspace_id,
        users.user_id,
        users.user_id is not null as is_user,
        payers.payer_email,
        payers.created_at,
        payers.is_deleted

    from payers

    left join workspaces
        on payers.workspace_id = workspaces.workspace_id

    left join users
        on payers.user_id = users.user_id

    left join domain_accounts
        on split_part(payers.payer_email, '@', 2) = domain_accounts.domain

)

select * from final
