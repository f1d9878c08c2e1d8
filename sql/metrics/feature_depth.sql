/*---
view: metrics.feature_depth
description: >
  Every account with a recently active user, and how many key features its users used often enough, as of
  `as_of`.
owner: growth-data
grain: one row per account with a recently active user
key: [account_key]
entities:
  entities.accounts: account_key
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [product_events]
affected_with:
  core_action: { active_event: [none] }
metrics:
  accounts_with_depth:
    kind: count
    unaffected_by: [feature_min_uses, key_features]
    affected_with:
      passive_events: { active_event: [none], core_action: [none] }
    unit: count
    description: Accounts with an active user in the last {{feature_window_days}}.
  features_in_use:
    kind: sum
    expression: feature_depth
    unit: count
    description: >
      Key features that an account's active users together used at least feature_min_uses times in the last
      {{feature_window_days}}, added up over accounts.
  feature_depth:
    kind: ratio
    numerator: features_in_use
    denominator: accounts_with_depth
    unit: score
    description: >
      The number of key features that the active users of an account together used at least feature_min_uses
      times in the last {{feature_window_days}}; for several accounts, the mean. Null without active users.
  recently_active_users:
    kind: sum
    expression: active_users
    unaffected_by: [feature_min_uses, key_features]
    affected_with:
      passive_events: { active_event: [none], core_action: [none] }
    unit: count
    description: Users active in the last {{feature_window_days}}, in their current accounts.
  features_in_use_by_user:
    kind: sum
    expression: user_depths
    unit: count
    description: >
      Key features that a user used at least feature_min_uses times in the last {{feature_window_days}}, added
      up over active users.
  feature_depth_per_user:
    kind: ratio
    numerator: features_in_use_by_user
    denominator: recently_active_users
    unit: score
    description: >
      The mean number of key features that an active user used at least feature_min_uses times in the last
      {{feature_window_days}}. Null without active users.
---*/

with

account_feature_depths as (

    select * from facts.account_feature_depths

),

final as (

    select
        account_key,
        active_users,
        feature_depth,
        user_depths

    from account_feature_depths

)

select * from final
