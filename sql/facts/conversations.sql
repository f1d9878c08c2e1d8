/*---
view: facts.conversations
description: >
  Every tag given to a call, chat or ticket by `as_of`, with the account: the one that it names, else the
  account of its workspace, else that of its user. Conversations of excluded users and workspaces are left
  out.
owner: growth-data
grain: one row per tag given
key: [tag_id]
time: said_at
crosses_accounts: Accounts are assigned to conversations here.
---*/

with

conversation_tags as (

    select * from staging.conversation_tags

),

user_ids as (

    select * from entities.user_ids

),

users as not materialized (

    select * from entities.users

),

workspaces as not materialized (

    select * from entities.workspaces

),

accounts as not materialized (

    select * from entities.accounts

),

excluded_users as (

    select * from entities.excluded_users

),

excluded_workspaces as not materialized (

    select * from entities.excluded_workspaces

),

tagged as (

    select
        conversation_tags.tag_id,
        conversation_tags.tag,
        conversation_tags.said_at,
        conversation_tags.channel,
        coalesce(accounts.account_key, workspaces.account_key, users.account_key) as account_key,
        workspaces.workspace_id,
        users.user_id,
        users.account_key as user_account_key

    from conversation_tags

    cross join parameters.business as parameters

    left join accounts
        on conversation_tags.account_id = accounts.account_key

    left join workspaces
        on conversation_tags.workspace_id = workspaces.workspace_id

    left join user_ids
        on conversation_tags.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

    left join users
        on coalesce(user_ids.user_id, conversation_tags.user_id) = users.user_id

    left join excluded_users
        on coalesce(user_ids.user_id, conversation_tags.user_id) = excluded_users.user_id

    left join excluded_workspaces
        on conversation_tags.workspace_id = excluded_workspaces.workspace_id

    -- also when they name an account that counts
    where
        conversation_tags.said_at <= parameters.as_of
        and excluded_users.user_id is null
        and excluded_workspaces.workspace_id is null

),

final as (

    select
        account_key,
        workspace_id,
        -- a user of another account spoke for this one
        case when user_account_key = account_key then user_id end as user_id,
        tag_id,
        tag,
        said_at,
        channel

    from tagged

    where account_key is not null

)

select * from final
