/*---
view: metrics.rep_attainment
description: >
  The attainment of every rep with a quota who sells, in each full month of employment: the new and
  expansion revenue credited to the rep, divided by the monthly quota in the reporting currency. The month
  of the start and that of the end do not count, unless they were worked in full. Months that are not over
  do not count.
owner: growth-data
grain: one row per rep and full month of employment
key: [rep_id, month]
time: month
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
dimensions:
  tenure_month:
    description: How many full months the rep has been employed, this one included. The first is 1.
    type: numeric
metrics:
  quota_carrying_reps:
    kind: count_distinct
    expression: rep_id
    unaffected_by: &money
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
        reporting_currency,
        usage_revenue,
      ]
    unit: count
    description: Reps with a quota who were employed for a full month of the period.
  rep_quota:
    kind: sum
    expression: quota
    unaffected_by: *money
    unit: money
    description: >
      The quotas of all full months of employment in the period. Today's quota counts for all months.
  rep_credited_mrr:
    kind: sum
    expression: credited_mrr
    unit: money
    description: New and expansion revenue credited to these reps in these months.
  rep_attainment:
    kind: ratio
    numerator: rep_credited_mrr
    denominator: rep_quota
    unit: ratio
    description: >
      The credited revenue of the reps, divided by their quotas. By tenure_month it is the ramp curve. Null
      without a quota.
  rep_attainment_p50:
    kind: percentile
    percentile: 0.5
    expression: credited_mrr / quota
    unit: ratio
    description: >
      The median attainment over reps and months. By tenure_month it is the ramp curve of the median rep.
---*/

with

rep_months as (

    select * from facts.rep_months

),

final as (

    select
        rep_id,
        month,
        tenure_month,
        quota,
        credited_mrr

    from rep_months

)

select * from final
