/*---
view: signals.dormant_paying_account
description: >
  A paying account without an active user in 28 days, at the end of a week. An account that started to use or
  to pay for the product in these 28 days is left out.
owner: growth-data
grain: one row per account and week at whose end the condition is true
key: [subject_key, evaluated_at]
stored: true
signal: { subject: account, severity: high, act_by: success, evaluated: week }
requires: [product_events, subscription_periods|contracts]
---*/

with

expansion_evaluations as (

    select * from facts.expansion_evaluations

),

started_accounts as (

    select * from facts.started_accounts

),

final as (

    select
        expansion_evaluations.account_key,
        expansion_evaluations.account_key as subject_key,
        expansion_evaluations.evaluated_at,
        jsonb_build_object(
            'active_users', expansion_evaluations.active_users,
            'active_users_before', expansion_evaluations.users_active_before
        ) as evidence

    from expansion_evaluations

    inner join started_accounts
        on expansion_evaluations.account_key = started_accounts.account_key
        and expansion_evaluations.evaluated_at >= started_accounts.started_at + interval '28 days'

    where
        expansion_evaluations.evaluation = 'week'
        and expansion_evaluations.active_users = 0

)

select * from final
