/*---
view: metrics.influence
description: >
  Every qualified touch in the window before an increase in revenue. It reports influence, and is no part of
  the split of revenue by motion: never add it to new_mrr, expansion_mrr or reactivation_mrr, which already
  contain the same revenue.
owner: growth-data
grain: one row per increase in revenue and touch in the window before it
key: [account_key, payer_key, month, touch_id]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.account_origins: account_key
  facts.revenue_movement_motions: "account_key, payer_key, month"
  entities.reps: rep_id
requires: [sales_touches, subscription_periods|contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
dimensions:
  touch_kind: The kind of the touch, such as a meeting held. For a lead, of its first qualified touch.
metrics:
  influencing_touches:
    kind: count
    unaffected_by: [reactivation_min_gap]
    unit: count
    description: >
      Qualified touches in the window before an increase in revenue. A touch counts once for each increase.
  influenced_increases:
    kind: count_distinct
    expression: increase_key
    unaffected_by: [reactivation_min_gap]
    unit: count
    description: Increases in revenue with a qualified touch in the window before.
  touches_per_influenced_increase:
    kind: ratio
    numerator: influencing_touches
    denominator: influenced_increases
    unit: ratio
    description: >
      The mean number of qualified touches in the window before an increase in revenue, over the increases
      with any. Null without any.
  influenced_mrr:
    kind: sum
    unaffected_by: [reactivation_min_gap]
    expression: mrr_change
    unit: money
    description: >
      The whole increase in revenue, counted for every touch in the window before it. The sum exceeds the
      revenue; never add it to the split by motion.
  influenced_mrr_linear:
    kind: sum
    unaffected_by: [reactivation_min_gap]
    expression: mrr_change * linear_weight
    unit: money
    description: >
      The increases in revenue, shared equally by the touches in the window before each. Never add it to the
      split by motion, which already contains this revenue.
  influenced_mrr_position_based:
    kind: sum
    unaffected_by: [reactivation_min_gap]
    expression: mrr_change * position_weight
    unit: money
    description: >
      The increases in revenue, shared by the touches in the window before each: 40 % for the first, 40 %
      for the last, 20 % for those between. One touch has all, and each of two has half. Never add it to the
      split by motion, which already contains this revenue.
---*/

with

influencing_touches as (

    select * from facts.influencing_touches

),

final as (

    select
        account_key,
        payer_key,
        month,
        touch_id,
        jsonb_build_array(account_key, payer_key, month) as increase_key,
        rep_id,
        kind as touch_kind,
        mrr_change,
        linear_weight,
        position_weight

    from influencing_touches

)

select * from final
