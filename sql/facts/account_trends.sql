/*---
view: facts.account_trends
description: >
  The accounts whose active users of 28 days grew by at least signal_min_growth, or fell by at least
  signal_min_decline, against the 28 days before, at the ends of weeks. Accounts with fewer than
  momentum_min_base active users before are left out.
owner: growth-data
grain: one row per account and week at whose end its usage had grown or fallen so much
key: [account_key, evaluated_at]
columns:
  evidence: { description: "The numbers behind it, as signals report them." }
---*/

with

account_usage as (

    select * from facts.account_usage

),

weekly_usage as (

    select
        account_usage.account_key,
        account_usage.evaluated_at,
        account_usage.momentum >= parameters.signal_min_growth as has_grown,
        account_usage.momentum <= -parameters.signal_min_decline as has_fallen,
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

),

final as (

    select
        account_key,
        evaluated_at,
        has_grown,
        has_fallen,
        evidence

    from weekly_usage

    where
        has_grown
        or has_fallen

)

select * from final
