/*---
view: facts.compared_revenue
description: >
  The revenue of every payer that paid a year before a month (or as long as the parameter says), then and in
  that month. Later payers are excluded, and by option the escalators of contracts that started in between.
owner: growth-data
grain: one row per month and payer that paid a year before
key: [account_key, payer_key, month]
time: month
---*/

with

payer_months as not materialized (

    select * from facts.payer_months

),

contract_escalators as (

    select * from facts.contract_escalators

),

-- the revenue of each payer, by the month that compares with it; months that have not started are excluded
base_months as (

    select
        payer_months.account_key,
        payer_months.payer_key,
        plumbline.add_months(payer_months.month, parameters.revenue_retention_months) as month,
        payer_months.mrr

    from payer_months

    cross join parameters.business as parameters

    where
        payer_months.is_paying
        and payer_months.month < parameters.as_of at time zone parameters.time_zone
        - parameters.revenue_retention_months * interval '1 month'

),

-- with the revenue in that month: 0 when the payer has left or has a credit
compared_months as (

    select
        base_months.account_key,
        base_months.payer_key,
        base_months.month,
        base_months.mrr as mrr_then,
        case when payer_months.is_paying then payer_months.mrr else 0 end as mrr_now

    from base_months

    left join payer_months
        on base_months.account_key = payer_months.account_key
        and base_months.payer_key = payer_months.payer_key
        and base_months.month = payer_months.month

),

-- the monthly escalators of contracts that started in between, where they are excluded, rounded as revenue is
escalations as (

    select
        compared_months.account_key,
        compared_months.payer_key,
        compared_months.month,
        round(sum(contract_escalators.annual_increase) / 12, 8) as escalation

    from compared_months

    cross join parameters.business as parameters

    inner join contract_escalators
        on compared_months.account_key = contract_escalators.account_key
        and contract_escalators.start_date < plumbline.add_months(compared_months.month, 1)
        and contract_escalators.start_date
        >= plumbline.add_months(compared_months.month, 1 - parameters.revenue_retention_months)

    where
        parameters.contracted_escalators = 'excluded'
        and parameters.movement_grain = 'account'

    group by compared_months.account_key, compared_months.payer_key, compared_months.month

),

-- an escalator is excluded as far as revenue grew
final as (

    select
        compared_months.account_key,
        compared_months.payer_key,
        compared_months.month,
        compared_months.mrr_then,
        compared_months.mrr_now
        - least(
            greatest(compared_months.mrr_now - compared_months.mrr_then, 0),
            coalesce(escalations.escalation, 0)
        ) as mrr_now

    from compared_months

    left join escalations
        on compared_months.account_key = escalations.account_key
        and compared_months.payer_key = escalations.payer_key
        and compared_months.month = escalations.month

)

select * from final
