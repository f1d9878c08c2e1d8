/*---
view: entities.buyers
description: >
  Every billing customer that counts, with the account that the revenue belongs to and the user behind it,
  if the payer also uses the product.
owner: growth-data
grain: one row per billing customer
key: [buyer_id]
dimensions:
  buyer_is_user: { description: "Whether the payer also uses the product.", column: is_user, type: boolean }
columns:
  payer_email: { pii: true }
  user_from: { description: "From when the payer was a user. Null for a payer who never was." }
  user_to: { description: "When the payer's user was deleted. Null for others." }
stored: true
indexes: [[buyer_id], [account_key]]
crosses_accounts: Buyers are assigned to accounts here; the payer may be a user of another account.
---*/

with

counted_customers as (

    select * from entities.counted_customers

),

users as not materialized (

    select * from entities.users

),

user_spans as not materialized (

    select * from entities.user_spans

),

workspaces as (

    select * from entities.workspaces

),

domain_accounts as (

    select * from entities.domain_accounts

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
        counted_customers.customer_id,
        counted_customers.account_id,
        counted_customers.workspace_id,
        counted_customers.payer_email,
        counted_customers.created_at,
        counted_customers.is_deleted,
        coalesce(
            counted_customers.registered_payer_id,
            event_only_users.user_id,
            user_addresses.user_id
        ) as user_id

    from counted_customers

    -- a payer known only from events
    left join users as event_only_users
        on counted_customers.payer_user_id = event_only_users.user_id

    left join user_addresses
        on counted_customers.payer_email = user_addresses.email

),

-- the customer's own account, else the workspace's, else the payer's, else the mail domain's
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
        user_spans.known_from as user_from,
        user_spans.deleted_at as user_to,
        payers.payer_email,
        payers.created_at,
        payers.is_deleted

    from payers

    left join workspaces
        on payers.workspace_id = workspaces.workspace_id

    left join users
        on payers.user_id = users.user_id

    left join user_spans
        on payers.user_id = user_spans.user_id

    left join domain_accounts
        on split_part(payers.payer_email, '@', 2) = domain_accounts.domain

)

select * from final
