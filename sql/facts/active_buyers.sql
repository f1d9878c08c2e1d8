/*---
view: facts.active_buyers
description: >
  How many buyers of each account were recently active in the account, at the end of each month.
owner: growth-data
grain: one row per account and month with an active buyer
key: [account_key, month]
time: month
---*/

with

account_buyers as (

    select * from facts.account_buyers

),

activity_months as (

    select * from facts.activity_months

),

started_months as (

    select * from parameters.started_months

),

final as (

    select
        account_buyers.account_key,
        account_buyers.month,
        count(*) as active_buyers

    from account_buyers

    cross join parameters.business as parameters

    inner join started_months
        on account_buyers.month = started_months.month

    inner join activity_months
        on account_buyers.account_key = activity_months.account_key
        and account_buyers.user_id = activity_months.user_id
        and account_buyers.month >= activity_months.month
        and account_buyers.month < activity_months.next_active_month

    where started_months.last_day - activity_months.last_active_on < parameters.active_seat_window_days

    group by account_buyers.account_key, account_buyers.month

)

select * from final
