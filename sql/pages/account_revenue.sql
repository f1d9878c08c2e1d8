/*---
view: pages.account_revenue
description: >
  The recurring revenue of each account as of `as_of`, in the reporting currency: now, by month, and by
  motion.
owner: growth-data
grain: one row per account that has ever had revenue
key: [account_key]
stored: true
indexes: [[account_key]]
requires: [subscription_periods|contracts]
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
columns:
  mrr: { description: "As the metric mrr." }
  plan: { description: "The plan with most of the revenue. Null without revenue or a plan." }
  origin_motion: { description: "The motion of the first revenue." }
  months:
    description: "A list of `month` and `mrr`, for the months with revenue among the last twelve."
  motions:
    description: >
      A list of `motion` and `mrr`: what the movements of each motion add up to. Losses have the motion of the
      revenue that is lost, and changes of exchange rates alone the motion `unknown`, so the parts add up to
      mrr.
---*/

with

revenue as (

    select * from metrics.revenue

),

revenue_movement_motions as (

    select * from facts.revenue_movement_motions

),

running_month as (

    select * from parameters.running_month

),

account_months as (

    select
        account_key,
        month,
        (array_agg(plan order by mrr_end desc, plan))[1] as plan,
        sum(mrr_end) as mrr

    from revenue

    group by account_key, month

),

totals as (

    select
        account_months.account_key,
        coalesce(sum(account_months.mrr) filter (where account_months.month = running_month.month), 0) as mrr,
        max(account_months.plan)
            filter (where account_months.month = running_month.month and account_months.mrr > 0) as plan,
        coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'month', account_months.month,
                    'mrr', trim_scale(round(account_months.mrr, 6))::text
                )
                order by account_months.month
            ) filter (
                where
                account_months.mrr <> 0
                and account_months.month > plumbline.add_months(running_month.month, -12)
            ),
            '[]'::jsonb
        ) as months

    from account_months

    cross join running_month

    group by account_months.account_key

),

-- months in which only an exchange rate changed have no motion of their own
motion_totals as (

    select
        revenue.account_key,
        coalesce(revenue_movement_motions.movement_motion, 'unknown') as motion,
        min(revenue_movement_motions.origin_motion) as origin_motion,
        sum(revenue.mrr_end - revenue.mrr_start) as mrr

    from revenue

    inner join revenue_movement_motions
        on revenue.account_key = revenue_movement_motions.account_key
        and revenue.payer_key = revenue_movement_motions.payer_key
        and revenue.month = revenue_movement_motions.month

    group by revenue.account_key, coalesce(revenue_movement_motions.movement_motion, 'unknown')

),

listed_motions as (

    select
        account_key,
        min(origin_motion) as origin_motion,
        coalesce(
            jsonb_agg(
                jsonb_build_object('motion', motion, 'mrr', trim_scale(round(mrr, 6))::text)
                order by motion
            ) filter (where mrr <> 0),
            '[]'::jsonb
        ) as motions

    from motion_totals

    group by account_key

),

final as (

    select
        totals.account_key,
        trim_scale(round(totals.mrr, 6)) as mrr,
        totals.plan,
        listed_motions.origin_motion,
        totals.months,
        coalesce(listed_motions.motions, '[]'::jsonb) as motions

    from totals

    left join listed_motions
        on totals.account_key = listed_motions.account_key

)

select * from final
