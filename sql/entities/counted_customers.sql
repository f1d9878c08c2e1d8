/*---
view: entities.counted_customers
description: >
  Every billing customer that counts. A customer is excluded when its payer is an internal user, a tester
  or a bot, or when it pays for a workspace of theirs, unless it refers to anything that counts: another
  payer, another workspace or a company. Customers known only from a subscription, a trial or an invoice
  are included.
owner: growth-data
grain: one row per billing customer
key: [customer_id]
columns:
  payer_email: { pii: true }
  registered_payer_id: { description: "The canonical id of the payer, if registered. Null for others." }
crosses_accounts: Accounts are assigned to customers later, so no row has an account yet.
---*/

with

billing_customers as not materialized (

    select * from staging.billing_customers

),

item_periods as (

    select * from staging.item_periods

),

trials as (

    select * from staging.trials

),

invoices as (

    select * from staging.invoices

),

user_ids as (

    select * from entities.user_ids

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

    select customer_id from item_periods
    union
    select customer_id from trials
    union
    select customer_id from invoices

),

-- a customer known only from a subscription, a trial or an invoice counts as a customer
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

-- what each customer refers to, and which of it is excluded
customer_references as (

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

-- one reference that is not excluded is enough
final as (

    select
        customer_id,
        account_id,
        workspace_id,
        payer_email,
        payer_user_id,
        registered_payer_id,
        created_at,
        is_deleted

    from customer_references

    where
        not (is_payer_excluded or is_address_excluded or is_workspace_excluded)
        or (payer_user_id is not null and not is_payer_excluded)
        or (payer_email is not null and not is_address_excluded)
        or (workspace_id is not null and not is_workspace_excluded)
        or (account_id is not null and not is_account_excluded)

)

select * from final
