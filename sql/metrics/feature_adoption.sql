/*---
view: metrics.feature_adoption
description: >
  Every account with a recently active user and every key feature, with how many of the account's active
  users used the feature, as of `as_of`. Without named key features, the features are those that any account
  used.
owner: growth-data
grain: one row per account with a recently active user and key feature
key: [account_key, feature]
entities:
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events]
needs_dimensions: [feature]
dimensions:
  feature: The key feature, by the name of its event or of its group (see key_features).
affected_with:
  core_action: { active_event: [none] }
metrics:
  feature_users:
    kind: sum
    expression: feature_users
    unit: count
    description: Active users who used the feature in the last {{feature_window_days}}.
  feature_base_users:
    kind: sum
    expression: active_users
    unit: count
    description: >
      Users active in the last {{feature_window_days}}, in their current accounts, whether or not they used
      the feature.
  feature_adoption_rate:
    kind: ratio
    numerator: feature_users
    denominator: feature_base_users
    unit: ratio
    description: >
      The share of active users who used the feature in the last {{feature_window_days}}. Null without active
      users.
  feature_accounts:
    kind: count
    where: feature_users > 0
    unit: count
    description: Accounts with an active user who used the feature in the last {{feature_window_days}}.
  feature_base_accounts:
    kind: count
    unit: count
    description: Accounts with an active user in the last {{feature_window_days}}.
  account_feature_adoption_rate:
    kind: ratio
    numerator: feature_accounts
    denominator: feature_base_accounts
    unit: ratio
    description: >
      The share of accounts with active users in which one of them used the feature in the last
      {{feature_window_days}}. Null without such accounts.
---*/

with

recently_active_users as (

    select * from facts.recently_active_users

),

user_features as (

    select * from facts.user_features

),

key_features as (

    select * from parameters.key_features

),

-- a named feature without users counts too, with 0
features as (

    select feature from key_features
    union
    select feature from user_features

),

accounts as (

    select
        account_key,
        count(*) as active_users

    from recently_active_users

    group by account_key

),

feature_users as (

    select
        account_key,
        feature,
        count(*) as feature_users

    from user_features

    group by account_key, feature

),

final as (

    select
        accounts.account_key,
        features.feature,
        accounts.active_users,
        coalesce(feature_users.feature_users, 0) as feature_users

    from accounts

    cross join features

    left join feature_users
        on accounts.account_key = feature_users.account_key
        and features.feature = feature_users.feature

)

select * from final
