/*---
view: facts.account_usage
description: >
  How much the users of each started account had used the product at each evaluation, in each window over
  which accounts are measured and in the window before it. Values without a window are repeated in every row.
  The ends of days are not evaluated.
owner: growth-data
grain: one row per evaluation, account that had started by then, and window
key: [account_key, evaluation, evaluated_at, window_days]
stored: true
indexes: [[account_key]]
columns:
  momentum: { description: "Null when fewer users than momentum_min_base were active before." }
---*/

with

account_usage_totals as (

    select * from facts.account_usage_totals

),

accounts as not materialized (

    select * from entities.accounts

),

final as (

    select
        account_usage_totals.account_key,
        account_usage_totals.evaluation,
        account_usage_totals.evaluated_at,
        account_usage_totals.window_days,
        account_usage_totals.users,
        account_usage_totals.users_of_one_domain,
        accounts.employee_count,
        account_usage_totals.active_users,
        account_usage_totals.active_user_days,
        account_usage_totals.users_active_before,
        account_usage_totals.active_weeks,
        account_usage_totals.features_used,
        account_usage_totals.paid_features_used,
        account_usage_totals.active_users::numeric / nullif(account_usage_totals.users, 0) as active_share,
        account_usage_totals.active_users::numeric / nullif(accounts.employee_count, 0) as user_penetration,
        case
            when account_usage_totals.users_active_before >= parameters.momentum_min_base
                then
                    (account_usage_totals.active_users - account_usage_totals.users_active_before)::numeric
                    / account_usage_totals.users_active_before
        end as momentum

    from account_usage_totals

    cross join parameters.business as parameters

    left join accounts
        on account_usage_totals.account_key = accounts.account_key

)

select * from final
