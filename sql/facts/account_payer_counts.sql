/*---
view: facts.account_payer_counts
description: >
  How many payers each account had at the end of each month, and how many of them were active users of it in
  the 28 days up to then. Known now, and as known at that moment.
owner: growth-data
grain: one row per account and month with a known payer, now and then
key: [account_key, month, known]
time: month
---*/

with

account_payers as (

    select * from facts.account_payers

),

active_days as (

    select * from facts.activity_days

),

running_month as (

    select * from parameters.running_month

),

-- the last day of the month, or today
dated_payers as (

    select
        account_payers.account_key,
        account_payers.month,
        account_payers.known,
        account_payers.user_id,
        least(plumbline.add_months(account_payers.month, 1) - 1, running_month.today) as last_on

    from account_payers

    cross join running_month

),

active_payers as (

    select distinct
        dated_payers.account_key,
        dated_payers.month,
        dated_payers.known,
        dated_payers.user_id

    from dated_payers

    inner join active_days
        on dated_payers.account_key = active_days.account_key
        and dated_payers.user_id = active_days.user_id
        and dated_payers.last_on >= active_days.active_on
        and dated_payers.last_on - 28 < active_days.active_on

),

final as (

    select
        dated_payers.account_key,
        dated_payers.month,
        dated_payers.known,
        count(*) as payers,
        count(active_payers.user_id) as active_payers

    from dated_payers

    left join active_payers
        on dated_payers.account_key = active_payers.account_key
        and dated_payers.month = active_payers.month
        and dated_payers.known = active_payers.known
        and dated_payers.user_id = active_payers.user_id

    group by dated_payers.account_key, dated_payers.month, dated_payers.known

)

select * from final
