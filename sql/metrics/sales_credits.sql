/*---
view: metrics.sales_credits
description: >
  Every increase in revenue for which a rep gets the credit: the owner of the opportunity that was open then
  or won in the window before; else the rep of the last qualified touch in that window. Each increase has
  one rep at most, so the credited amounts of all reps add up.
owner: growth-data
grain: one row per payer and month with a credited increase in revenue
key: [account_key, payer_key, month]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.account_origins: account_key
  facts.revenue_movement_motions: "account_key, payer_key, month"
  entities.reps: rep_id
requires: [opportunities|sales_touches, subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  credited_by:
    description: >
      Whether the credit comes from an opportunity or, without one, from a touch.
    values: [opportunity, touch]
metrics:
  credited_mrr:
    kind: sum
    unaffected_by: [commission_base]
    expression: mrr_change
    where: movement in ('new', 'expansion')
    unit: money
    description: >
      New and expansion revenue credited to reps, by the month of the increase. Reactivated revenue is not
      credited against a quota.
  credited_new_mrr:
    kind: sum
    unaffected_by: [commission_base, reactivation_min_gap]
    expression: mrr_change
    where: movement = 'new'
    unit: money
    description: New revenue credited to reps.
  credited_expansion_mrr:
    kind: sum
    unaffected_by: [commission_base]
    expression: mrr_change
    where: movement = 'expansion'
    unit: money
    description: Expansion revenue credited to reps.
  credited_increases:
    kind: count
    unaffected_by: [commission_base, reactivation_min_gap]
    unit: count
    description: Increases in revenue credited to reps, with reactivated revenue.
  commission_base:
    kind: sum
    unaffected_by: [reactivation_min_gap]
    expression: commission_base
    unit: money
    description: >
      The monthly revenue that commission is paid on, over all credited increases. By default it is what
      exceeds the revenue that the payer had won by itself before sales first touched the account, so that
      reps are not paid for what the product sold; the option commission_base changes that.
---*/

with

sales_credits as (

    select * from facts.sales_credits

),

self_serve_revenue as (

    select * from facts.self_serve_revenue

),

-- what the payer paid by itself, and whether a rep was credited before
compared_credits as (

    select
        sales_credits.account_key,
        sales_credits.payer_key,
        sales_credits.month,
        sales_credits.movement,
        sales_credits.rep_id,
        sales_credits.credited_by,
        sales_credits.mrr_start,
        sales_credits.mrr_change,
        greatest(self_serve_revenue.mrr, 0) as self_serve_mrr,
        row_number() over (
            partition by sales_credits.account_key, sales_credits.payer_key
            order by sales_credits.month
        ) as credit_number

    from sales_credits

    left join self_serve_revenue
        on sales_credits.account_key = self_serve_revenue.account_key
        and sales_credits.payer_key = self_serve_revenue.payer_key

),

final as (

    select
        compared_credits.account_key,
        compared_credits.payer_key,
        compared_credits.month,
        compared_credits.movement,
        compared_credits.rep_id,
        compared_credits.credited_by,
        compared_credits.mrr_change,
        case
            when compared_credits.self_serve_mrr = 0 then compared_credits.mrr_change
            when parameters.commission_base = 'none' then 0
            when parameters.commission_base = 'full' and compared_credits.credit_number = 1
                then compared_credits.mrr_start + compared_credits.mrr_change
            when parameters.commission_base = 'full' then compared_credits.mrr_change
            -- an increase that only makes up for earlier losses is not paid again
            else greatest(
                compared_credits.mrr_change
                - greatest(compared_credits.self_serve_mrr - compared_credits.mrr_start, 0),
                0
            )
        end as commission_base

    from compared_credits

    cross join parameters.business as parameters

)

select * from final
