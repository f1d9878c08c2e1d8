/*---
view: metrics.rep_ramp
description: >
  Every rep with a quota who sells, dated by the month of the start of employment, with the first tenure
  month from which the mean attainment of three months reached the target. Reps who started before the first
  opportunity or touch of the data are left out, since their first months are unknown.
owner: growth-data
grain: one row per rep with a quota who sells
key: [rep_id]
time: started_in
time_type: date
finest_grain: month
entities: { entities.reps: rep_id }
requires: [reps, opportunities|sales_touches, subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
crosses_accounts: A rep sells to many accounts.
metrics:
  observed_reps:
    kind: count
    where: full_months >= 3
    immature: full_months < 3
    unaffected_by:
      [
        books,
        contract_late_renewal_grace_days,
        contract_past_due_grace_days,
        exchange_rates,
        late_renewal_grace_days,
        movement_grain,
        mrr_discounts,
        past_due_grace_days,
        payment_terms_days,
        qualified_touch_kinds,
        qualified_touch_window_days,
        reactivation_min_gap,
        rep_ramp_target,
        reporting_currency,
        usage_revenue,
      ]
    unit: count
    description: Reps who started in the period and have worked at least three full months.
  ramped_reps:
    kind: count
    expression: ramp_month
    where: full_months >= 3
    immature: full_months < 3
    unit: count
    description: >
      Reps who started in the period and whose attainment has reached the target as a mean over three
      months.
  ramped_rep_share:
    kind: ratio
    numerator: ramped_reps
    denominator: observed_reps
    unit: ratio
    description: >
      The share of the reps who started in the period and whose attainment has reached the target. It grows
      with the age of the reps. Null when none has worked three full months.
  rep_ramp_months:
    kind: percentile
    percentile: 0.5
    expression: ramp_month
    where: full_months >= 3
    immature: full_months < 3
    unit: months
    description: >
      The median tenure month in which reps reached the target: the last of the first three full months in a
      row whose mean attainment was at least rep_ramp_target. It is 3 at best. Reps who have not reached it
      do not count; read it with ramped_rep_share. Null when none has.
---*/

with

rep_months as not materialized (

    select * from facts.rep_months

),

reps as (

    select * from entities.reps

),

first_sales as (

    select * from facts.first_sales

),

-- the mean attainment of each month and the two before it
attainment as (

    select
        rep_id,
        tenure_month,
        avg(credited_mrr / quota) over (
            partition by rep_id
            order by tenure_month
            rows between 2 preceding and current row
        ) as mean_attainment

    from rep_months

),

ramps as (

    select
        attainment.rep_id,
        count(*) as full_months,
        min(attainment.tenure_month) filter (
            where attainment.tenure_month >= 3
            and attainment.mean_attainment >= parameters.rep_ramp_target
        ) as ramp_month

    from attainment

    cross join parameters.business as parameters

    group by attainment.rep_id

),

final as (

    select
        reps.rep_id,
        date_trunc('month', reps.start_date::timestamp)::date as started_in,
        coalesce(ramps.full_months, 0) as full_months,
        ramps.ramp_month

    from reps

    cross join parameters.business as parameters

    cross join first_sales

    left join ramps
        on reps.rep_id = ramps.rep_id

    where
        reps.role = 'sell'
        and reps.monthly_quota > 0
        and reps.start_date <= plumbline.local_date(parameters.as_of, parameters.time_zone)
        and reps.start_date >= plumbline.local_date(first_sales.recorded_from, parameters.time_zone)

)

select * from final
