/*---
view: facts.revenue_movements
description: >
  The movement of each payer's recurring revenue from one month end to the next: new, expansion,
  contraction, churn or reactivation, and the part due to exchange rates alone. The start plus the movements
  equals the end, for every payer and month. A payer is the account or, by option, a customer or a
  subscription item. An account with a credit is not paying: changing from revenue to a credit is churn,
  from a credit to revenue new or reactivation, and changes of a credit are contraction or expansion.
owner: growth-data
grain: one row per payer and month with revenue now or a month before
key: [account_key, payer_key, month]
time: month
stored: true
indexes: [[account_key, payer_key, month]]
checks:
  start_and_movements_make_the_end: mrr_start + mrr_change + fx_change = mrr_end
---*/

with

payer_months as not materialized (

    select * from facts.payer_months

),

-- each month with revenue, with the previous and the next one
neighbours as (

    select
        account_key,
        payer_key,
        month,
        mrr,
        is_paying,
        fx_change,
        plan,
        newest_subscription_at,
        lag(month) over (partition by account_key, payer_key order by month) as previous_month,
        lag(mrr) over (partition by account_key, payer_key order by month) as previous_mrr,
        lag(is_paying) over (partition by account_key, payer_key order by month) as was_paying,
        max(case when is_paying then month end) over (
            partition by account_key, payer_key
            order by month
            rows between unbounded preceding and 1 preceding
        ) as last_paid_month,
        lead(month) over (partition by account_key, payer_key order by month) as next_month

    from payer_months

),

paying_months as (

    select
        account_key,
        payer_key,
        month,
        plan,
        newest_subscription_at as moved_at,
        case
            when previous_month = plumbline.add_months(month, -1) then previous_mrr
            else 0
        end as mrr_start,
        mrr as mrr_end,
        previous_month = plumbline.add_months(month, -1) and was_paying as paid_before,
        is_paying as pays_now,
        case when previous_month = plumbline.add_months(month, -1) then fx_change else 0 end as fx_change,
        plumbline.months_between(last_paid_month, month) - 1 as months_away

    from neighbours

),

-- the month after the last one with revenue, once it has started
ended_payers as (

    select
        neighbours.account_key,
        neighbours.payer_key,
        plumbline.add_months(neighbours.month, 1) as month,
        neighbours.plan,
        plumbline.month_end(neighbours.month, parameters.time_zone) as moved_at,
        neighbours.mrr as mrr_start,
        0 as mrr_end,
        neighbours.is_paying as paid_before,
        false as pays_now,
        0 as fx_change,
        0 as months_away

    from neighbours

    cross join parameters.business as parameters

    where
        plumbline.month_end(neighbours.month, parameters.time_zone) < parameters.as_of
        and (
            neighbours.next_month is null
            or neighbours.next_month > plumbline.add_months(neighbours.month, 1)
        )

),

changes as (

    select
        account_key,
        payer_key,
        month,
        plan,
        moved_at,
        mrr_start,
        mrr_end,
        coalesce(paid_before, false) as paid_before,
        pays_now,
        fx_change,
        months_away
    from paying_months
    union all
    select
        account_key,
        payer_key,
        month,
        plan,
        moved_at,
        mrr_start,
        mrr_end,
        coalesce(paid_before, false) as paid_before,
        pays_now,
        fx_change,
        months_away
    from ended_payers

),

final as (

    select
        changes.account_key,
        changes.payer_key,
        changes.month,
        changes.plan,
        -- a payer with only negative items has no start date; fall back to the month
        coalesce(changes.moved_at, plumbline.day_start(changes.month, parameters.time_zone)) as moved_at,
        changes.mrr_start,
        changes.mrr_end,
        changes.fx_change,
        changes.mrr_end - changes.mrr_start - changes.fx_change as mrr_change,
        changes.paid_before,
        changes.pays_now,
        case
            when changes.pays_now and changes.months_away is null then 'new'
            when changes.pays_now and not changes.paid_before
                and changes.months_away >= parameters.reactivation_min_gap
                then 'reactivation'
            when changes.paid_before and not changes.pays_now then 'churn'
            when changes.mrr_end - changes.mrr_start - changes.fx_change > 0 then 'expansion'
            when changes.mrr_end - changes.mrr_start - changes.fx_change < 0 then 'contraction'
        end as movement

    from changes

    cross join parameters.business as parameters

)

select * from final
