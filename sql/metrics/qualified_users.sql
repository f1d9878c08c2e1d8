/*---
view: metrics.qualified_users
description: >
  Every user who is not deleted, as of `as_of`, with whether their account fits and whether they showed a
  buying signal of their own: a buying event, or a conversation with a buying tag.
owner: growth-data
grain: one row per user who is not deleted
key: [user_id]
entities:
  entities.users: "user_id, account_key"
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events, accounts]
assumes:
  conversation_tags: No conversations were provided, so only events are buying signals.
metrics:
  product_qualified_users:
    kind: count
    where: is_fitting and is_buying
    unit: count
    description: >
      Users in a fitting account with a buying signal in the last buying_signal_window_days days: an event of
      buying_events, or a conversation tagged with one of buying_tags.
  users_in_fitting_accounts:
    kind: count
    where: is_fitting
    unaffected_by: [buying_events, buying_signal_window_days, buying_tags]
    unit: count
    description: >
      Users in a fitting account, with or without a buying signal: one in an ideal-customer segment.
---*/

with

users as not materialized (

    select * from entities.users

),

user_creations as not materialized (

    select * from facts.user_creations

),

accounts as not materialized (

    select * from entities.accounts

),

buying_signals as (

    select * from facts.buying_signals

),

-- buying signals in the window
buying_users as (

    select distinct
        buying_signals.account_key,
        buying_signals.user_id

    from buying_signals

    cross join parameters.business as parameters

    where
        buying_signals.occurred_at
        > parameters.as_of - parameters.buying_signal_window_days * interval '24 hours'

),

final as (

    select
        users.account_key,
        users.user_id,
        buying_users.user_id is not null as is_buying,
        accounts.icp_segment is not null
        and accounts.icp_segment <> all (parameters.non_icp_segments) as is_fitting

    from users

    cross join parameters.business as parameters

    inner join user_creations
        on users.account_key = user_creations.account_key
        and users.user_id = user_creations.user_id

    left join accounts
        on users.account_key = accounts.account_key

    left join buying_users
        on users.account_key = buying_users.account_key
        and users.user_id = buying_users.user_id

    where
        users.deleted_at is null
        or users.deleted_at > parameters.as_of

)

select * from final
