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

payer_activity as (

    select
        dated_payers.account_key,
        dated_payers.month,
        dated_payers.known,
        exists (
            select 1
            from active_days
            where
                active_days.account_key = dated_payers.account_key
                and active_days.user_id = dated_payers.user_id
                and active_days.active_on <= dated_payers.last_on
                and active_days.active_on > dated_payers.last_on - 28
        ) as is_active_user

    from dated_payers

),

final as (

    select
        account_key,
        month,
        known,
        count(*) as payers,
        count(*) filter (where is_active_user) as active_payers

    from payer_activity

    group by account_key, month, known

)

select * from final
