/*---
view: metrics.assigned_accounts
description: >
  Every account that the CRM assigns to a rep, at the end of each month since it used its first feature: how
  many different features its users used in the last 28 days, and how many of its users activated in the
  month. By rep_role it compares help, which is measured by depth of use, with sales, which is measured by
  credited_mrr. Today's owner counts for all months, since the CRM has no history of owners.
owner: growth-data
grain: one row per assigned account and month since its first feature
key: [account_key, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key, entities.reps: rep_id }
requires: [accounts, reps, product_events]
metrics:
  assigned_accounts:
    kind: balance
    expression: "1"
    unaffected_by: &activation
      [
        activation_anchor,
        activation_distinct_days,
        activation_min_count,
        activation_window_hours,
        core_action,
        signup_basis,
      ]
    unit: count
    description: Accounts with an owner among the reps that had used a feature by the end of the period.
  features_used_by_assigned_accounts:
    kind: balance
    expression: features_used
    unaffected_by: *activation
    unit: count
    description: >
      Different features used in the 28 days up to the end of the period, summed over the assigned accounts.
      A feature is an event that is not passive.
  assigned_feature_depth:
    kind: ratio
    numerator: features_used_by_assigned_accounts
    denominator: assigned_accounts
    unit: count
    description: >
      The mean number of different features that an assigned account used in the 28 days up to the end of
      the period. Null without assigned accounts.
  assigned_feature_depth_change:
    kind: sum
    expression: features_used - features_used_before
    unaffected_by: *activation
    unit: count
    description: >
      The change in the number of features used in 28 days from month end to month end, summed over the
      assigned accounts. The first month of an account counts from zero.
  activated_users_of_assigned_accounts:
    kind: sum
    expression: activated_users
    unit: count
    description: Users of the assigned accounts who activated in the period.
---*/

with

account_feature_months as (

    select * from facts.account_feature_months

),

accounts as (

    select * from entities.accounts

),

reps as (

    select * from entities.reps

),

activations as (

    select * from facts.activations

),

activated_users as (

    select
        activations.account_key,
        plumbline.local_month(activations.activated_at, parameters.time_zone) as month,
        count(*) as activated_users

    from activations

    cross join parameters.business as parameters

    where
        activations.activated_at is not null
        and activations.activated_at <= parameters.as_of

    group by
        activations.account_key, plumbline.local_month(activations.activated_at, parameters.time_zone)

),

final as (

    select
        account_feature_months.account_key,
        account_feature_months.month,
        reps.rep_id,
        account_feature_months.features_used,
        account_feature_months.features_used_before,
        coalesce(activated_users.activated_users, 0) as activated_users

    from account_feature_months

    inner join accounts
        on account_feature_months.account_key = accounts.account_key

    inner join reps
        on accounts.owner_rep_id = reps.rep_id

    left join activated_users
        on account_feature_months.account_key = activated_users.account_key
        and account_feature_months.month = activated_users.month

)

select * from final
