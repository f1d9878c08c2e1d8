/*---
view: metrics.conversion_moments
description: >
  Every moment at which an account was asked to pay, or to pay more (the end of a trial, or a use that
  reached a limit of the plan, free or paid), with the usage of the account before it.
owner: growth-data
grain: one row per ended trial of a buyer, and one per use that reached a limit
key: [moment_kind, moment_id]
time: measured_at
entities: { entities.accounts: account_key }
requires: [product_events, subscription_periods|plan_limits]
assumes:
  subscription_periods: No subscriptions were provided, so there are no trials.
  plan_limits: No limits were provided, so none were reached.
dimensions:
  moment_kind:
    description: "Whether a trial ended or a limit was reached."
    values: [trial_end, limit_reached]
  usage_before_conversion: { from: facts.trial_usage }
affected_with:
  core_action: { active_event: [none] }
  passive_events: { active_event: [none], core_action: [none] }
metrics:
  conversion_moments:
    kind: count
    unaffected_by: [active_event, core_action, passive_events, usage_fall_share]
    unit: count
    description: >
      Ends of trials, and uses that reached a limit, in the period. A monthly limit may be reached
      every month.
  compared_conversion_moments:
    kind: count
    where: usage_change is not null
    unaffected_by: [usage_fall_share]
    unit: count
    description: >
      Such moments in the period before which the account had active users in the 14 days that ended
      14 days before.
  usage_dips:
    kind: count
    where: usage_before_conversion = 'decreasing'
    unit: count
    description: >
      Such moments in the period before which the account's weekly active users fell by more than
      usage_fall_share in 14 days.
  usage_dip_rate:
    kind: ratio
    numerator: usage_dips
    denominator: compared_conversion_moments
    unit: ratio
    description: >
      The share of such moments before which usage fell, among those with earlier usage. Null when
      there are none.
  usage_change_before_conversion_p50:
    kind: percentile
    expression: usage_change
    percentile: 0.5
    unaffected_by: [usage_fall_share]
    unit: ratio
    description: >
      The median change of the account's weekly active users from the earlier 14 days to the last 14
      days before such a moment, as a share. Null when there was no earlier usage.
---*/

with

conversion_moment_usage as (

    select * from facts.conversion_moment_usage

),

-- running trials have not ended yet
final as (

    select
        account_key,
        moment_kind,
        moment_id,
        measured_at,
        usage_change,
        usage_before_conversion

    from conversion_moment_usage

    where is_over

)

select * from final
