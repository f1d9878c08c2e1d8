/*---
view: facts.acquired_accounts
description: >
  Every account that has started to pay, with the month of its first revenue and what it was won by. Of
  several payers that started in that month, the one with the most revenue gives the first plan.
owner: growth-data
grain: one row per account that has started to pay
key: [account_key]
time: month
---*/

with

acquired_payers as (

    select * from facts.acquired_payers

),

ranked_payers as (

    select
        account_key,
        month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan,
        row_number() over (
            partition by account_key
            order by month, new_mrr desc, first_plan, payer_key
        ) as position

    from acquired_payers

),

final as (

    select
        account_key,
        month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan

    from ranked_payers

    where position = 1

)

select * from final
