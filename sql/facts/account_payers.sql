/*---
view: facts.account_payers
description: >
  How many different payers each account had at the end of each month, and how many of them were active users
  of it in the 28 days up to then. A customer without a known payer is a payer of its own; a contract is a
  payer without a user. Known now, and as known at that moment.
owner: growth-data
grain: one row per account and month with a payer, now and then
key: [account_key, month, known]
time: month
---*/

with

known_items as not materialized (

    select * from facts.known_items

),

buyers as (

    select * from entities.buyers

),

active_days as (

    select * from facts.activity_days

),

running_month as (

    select * from parameters.running_month

),

-- the last day of the month, or today
payers as (

    select distinct
        known_items.account_key,
        known_items.month,
        known_items.known,
        coalesce(buyers.payer, known_items.buyer_id) as payer_key,
        buyers.user_id,
        least(plumbline.add_months(known_items.month, 1) - 1, running_month.today) as last_on

    from known_items

    cross join running_month

    left join buyers
        on known_items.account_key = buyers.account_key
        and known_items.buyer_id = buyers.buyer_id

    where known_items.amount > 0

),

payer_activity as (

    select
        payers.account_key,
        payers.month,
        payers.known,
        payers.payer_key,
        bool_or(
            exists (
                select 1
                from active_days
                where
                    active_days.account_key = payers.account_key
                    and active_days.user_id = payers.user_id
                    and active_days.active_on <= payers.last_on
                    and active_days.active_on > payers.last_on - 28
            )
        ) as is_active_user

    from payers

    group by payers.account_key, payers.month, payers.known, payers.payer_key

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
