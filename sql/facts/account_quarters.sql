/*---
view: facts.account_quarters
description: >
  The state of each started account at the end of every fiscal quarter, and the active users at the ends of
  the two quarters before. The current quarter is evaluated as of `as_of`.
owner: growth-data
grain: one row per account and quarter since it started
key: [account_key, month]
time: month
---*/

with

account_month_states as (

    select * from facts.account_month_states

),

running_month as (

    select * from parameters.running_month

),

-- 0 for the first month of a fiscal quarter, 2 for the last
numbered_months as (

    select
        account_month_states.account_key,
        account_month_states.month,
        account_month_states.month = running_month.month as is_current,
        account_month_states.employee_count,
        account_month_states.active_users,
        account_month_states.user_penetration,
        account_month_states.mrr,
        account_month_states.payers,
        account_month_states.active_payers,
        (extract(month from account_month_states.month)::integer - parameters.fiscal_year_start + 12) % 3
            as month_of_quarter

    from account_month_states

    cross join parameters.business as parameters

    cross join running_month

    where account_month_states.known = 'now'

),

final as (

    select
        account_key,
        month,
        employee_count,
        active_users,
        user_penetration,
        mrr,
        payers,
        active_payers,
        lag(active_users) over (partition by account_key order by month) as active_users_before,
        lag(active_users, 2) over (partition by account_key order by month) as active_users_two_before

    from numbered_months

    where
        month_of_quarter = 2
        or is_current

)

select * from final
