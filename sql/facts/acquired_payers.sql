/*---
view: facts.acquired_payers
description: >
  Every payer that has started to pay, with the month of its first revenue and what it was won by: the
  motion, the sign-up source of the account's first user (null when the first user signed up after that
  month), the customer segment and the first plan. A payer is the account or, by option, a customer or a
  subscription item.
owner: growth-data
grain: one row per payer that has started to pay
key: [account_key, payer_key]
time: month
stored: true
---*/

with

revenue_movements as (

    select * from facts.revenue_movements

),

revenue_movement_motions as (

    select * from facts.revenue_movement_motions

),

account_sources as (

    select * from facts.account_sources

),

accounts as not materialized (

    select * from entities.accounts

),

final as (

    select
        revenue_movements.account_key,
        revenue_movements.payer_key,
        revenue_movements.month,
        revenue_movement_motions.origin_motion,
        account_sources.signup_source as acquisition_channel,
        accounts.icp_segment,
        revenue_movements.plan as first_plan,
        revenue_movements.mrr_change as new_mrr

    from revenue_movements

    cross join parameters.business as parameters

    inner join revenue_movement_motions
        on revenue_movements.account_key = revenue_movement_motions.account_key
        and revenue_movements.payer_key = revenue_movement_motions.payer_key
        and revenue_movements.month = revenue_movement_motions.month

    left join account_sources
        on revenue_movements.account_key = account_sources.account_key
        and account_sources.signed_up_at
        < plumbline.month_end(revenue_movements.month, parameters.time_zone)

    left join accounts
        on revenue_movements.account_key = accounts.account_key

    where revenue_movements.movement = 'new'

)

select * from final
