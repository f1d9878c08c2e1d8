/*---
view: entities.contacts
description: >
  Every contact in the CRM, with the account and the user behind it. The account is the one that the contact
  names, else the user's, else the mail domain's. Null where none is known.
owner: growth-data
grain: one row per contact
key: [contact_id]
stored: true
columns:
  email: { pii: true }
  user_id: { description: "The user with the contact's user id, else with its mail address." }
  user_from: { description: "From when the contact was a user. Null for one who never was." }
  user_to: { description: "When the contact's user was deleted. Null for others." }
crosses_accounts: Contacts are assigned to accounts here.
---*/

with

contacts as (

    select * from staging.contacts

),

user_ids as (

    select * from entities.user_ids

),

users as not materialized (

    select * from entities.users

),

user_spans as not materialized (

    select * from entities.user_spans

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

final as (

    select
        contacts.contact_id,
        coalesce(contacts.account_id, users.account_key, domain_accounts.account_id) as account_key,
        coalesce(users.user_id, user_addresses.user_id) as user_id,
        user_spans.known_from as user_from,
        user_spans.deleted_at as user_to,
        contacts.email,
        contacts.buyer_role

    from contacts

    left join user_ids
        on contacts.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

    left join users
        on coalesce(user_ids.user_id, contacts.user_id) = users.user_id

    left join user_addresses
        on contacts.email = user_addresses.email

    left join user_spans
        on coalesce(users.user_id, user_addresses.user_id) = user_spans.user_id

    left join domain_accounts
        on split_part(contacts.email, '@', 2) = domain_accounts.domain

)

select * from final
