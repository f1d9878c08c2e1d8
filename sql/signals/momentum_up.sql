/*---
view: signals.momentum_up
description: >
  An account whose active users of 28 days grew by at least signal_min_growth against the 28 days before, at
  the end of a week. Accounts with fewer than momentum_min_base active users before are left out.
owner: growth-data
grain: one row per account and week at whose end the condition is true
key: [subject_key, evaluated_at]
stored: true
signal: { subject: account, severity: medium, act_by: sales, evaluated: week }
requires: [product_events]
---*/

with

account_trends as (

    select * from facts.account_trends

),

final as (

    select
        account_key,
        account_key as subject_key,
        evaluated_at,
        evidence

    from account_trends

    where has_grown

)

select * from final
