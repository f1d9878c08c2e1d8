/*---
view: facts.payback_amounts
description: >
  The acquisition cost of the payers whose first revenue is in a month, and their gross profit since, by age
  in months (0 is the month of the first revenue). A payer is the account or, by option, a customer or a
  subscription item.
owner: growth-data
grain: one row per item of a cohort's spend, and one per payer and month of its life
key: []
crosses_accounts: Spend belongs to months and motions, not to accounts.
---*/

with

acquisition_spend as (

    select * from facts.acquisition_spend

),

acquired_payers as (

    select * from facts.acquired_payers

),

gross_profits as (

    select * from facts.gross_profits

),

final as (

    select
        month as cohort_month,
        origin_motion,
        acquisition_channel,
        icp_segment,
        first_plan,
        0 as age_months,
        amount as acquisition_cost,
        0 as gross_profit
    from acquisition_spend
    union all
    select
        acquired_payers.month as cohort_month,
        acquired_payers.origin_motion,
        acquired_payers.acquisition_channel,
        acquired_payers.icp_segment,
        acquired_payers.first_plan,
        plumbline.months_between(acquired_payers.month, gross_profits.month) as age_months,
        0 as acquisition_cost,
        gross_profits.gross_profit
    from gross_profits
    inner join acquired_payers
        on gross_profits.account_key = acquired_payers.account_key
        and gross_profits.payer_key = acquired_payers.payer_key
        -- costs before the first revenue are not part of the payback
        and gross_profits.month >= acquired_payers.month

)

select * from final
