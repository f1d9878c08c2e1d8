/*---
view: facts.workspace_contacts
description: >
  The person to call about each workspace: its own buyer, else a buyer of the account, else a contact of
  the account with a buyer role, else the user who created the workspace, while that user is not deleted.
owner: growth-data
grain: one row per workspace with a person to call
key: [workspace_id]
dimensions:
  contact_email:
    description: >
      The mail address of the person to call about the workspace. Null when no person with an address
      is known.
  contact_name:
    description: The name of the person to call about the workspace. Null when unknown.
  contact_source:
    description: How the person to call is known. Null when no person is known.
    values: [workspace_buyer, account_buyer, crm_contact, workspace_creator]
columns:
  contact_email: { pii: true }
  contact_name: { pii: true }
crosses_accounts: The person to call may be a user of another account.
---*/

with

workspaces as not materialized (

    select * from entities.workspaces

),

buyers as (

    select * from entities.buyers

),

contacts as (

    select * from entities.contacts

),

users as not materialized (

    select * from entities.users

),

workspace_buyers as (

    select
        account_key,
        workspace_id,
        1 as rank,
        'workspace_buyer' as contact_source,
        buyer_id as person_id,
        user_id,
        payer_email as contact_email

    from buyers

    where
        workspace_id is not null
        and is_deleted is not true

),

account_buyers as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        2 as rank,
        'account_buyer' as contact_source,
        buyers.buyer_id as person_id,
        buyers.user_id,
        buyers.payer_email as contact_email

    from workspaces

    inner join buyers
        on workspaces.account_key = buyers.account_key
        and buyers.is_deleted is not true

),

crm_contacts as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        3 as rank,
        'crm_contact' as contact_source,
        contacts.contact_id as person_id,
        contacts.user_id,
        contacts.email as contact_email

    from workspaces

    cross join parameters.business as parameters

    inner join contacts
        on workspaces.account_key = contacts.account_key
        and lower(contacts.buyer_role) = any (parameters.buyer_roles)

),

creators as (

    select
        workspaces.account_key,
        workspaces.workspace_id,
        4 as rank,
        'workspace_creator' as contact_source,
        workspaces.created_by_user_id as person_id,
        workspaces.created_by_user_id as user_id,
        null::text as contact_email

    from workspaces

    cross join parameters.business as parameters

    left join users
        on workspaces.created_by_user_id = users.user_id

    where
        workspaces.created_by_user_id is not null
        and (users.deleted_at is null or users.deleted_at > parameters.as_of)

),

candidates as (

    select * from workspace_buyers
    union all
    select * from account_buyers
    union all
    select * from crm_contacts
    union all
    select * from creators

),

-- an address of the own record precedes that of the user; a person without an address comes last
reachable_candidates as (

    select
        candidates.account_key,
        candidates.workspace_id,
        candidates.contact_source,
        coalesce(candidates.contact_email, users.email) as contact_email,
        users.name as contact_name,
        row_number() over (
            partition by candidates.account_key, candidates.workspace_id
            order by
                coalesce(candidates.contact_email, users.email) is null,
                candidates.rank,
                candidates.person_id
        ) as candidate_number

    from candidates

    left join users
        on candidates.user_id = users.user_id

),

final as (

    select
        account_key,
        workspace_id,
        contact_source,
        contact_email,
        contact_name

    from reachable_candidates

    where candidate_number = 1

)

select * from final
