/*---
view: signals.momentum_up
description: >
  An account whose active users of 28 days grew by at least signal_min_growth against the 28 days before, at
  the end of a week. Accounts with fewer than momentum_min_base active users before are left out.
owner: growth-data
grain: one row per account and week at whose end the condition is true
key: [subject_key, evaluated_at]
signal: { subject: account, severity: medium, act_by: sales, evaluated: week }
requires: [product_events]
---*/

with

account_usage as (

    select * from facts.account_usage

),

final as (

    select
        account_usage.account_key,
        account_usage.account_key as subject_key,
        account_usage.evaluated_at,
        jsonb_build_object(
            'momentum', round(account_usage.momentum, 4),
            'active_users', account_usage.active_users,
            'active_users_before', account_usage.users_active_before
        ) as evidence

    from account_usage

    cross join parameters.business as parameters

    where
        account_usage.evaluation = 'week'
        and account_usage.window_days = 28
        and account_usage.momentum >= parameters.signal_min_growth

)

select * from final
