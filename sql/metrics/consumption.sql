/*---
view: metrics.consumption
description: >
  What accounts have consumed of the units that their contracts commit, at the end of each month. The current
  month is evaluated as of `as_of`. Units of different meters add up to nothing: filter or group by
  consumption_meter where there are several.
owner: growth-data
grain: one row per account, meter and month at the end of which a contract commits units
key: [account_key, meter, month]
time: month
time_type: date
finest_grain: month
entities: { entities.accounts: account_key }
requires: [contracts, usage_daily|product_events]
dimensions:
  consumption_meter:
    description: "The consumed quantity, such as messages."
    column: meter
    immutable: true
  consumption_state:
    description: >
      Whether consumption is behind the passed share of the commitment (below consumption_under_pace), ahead
      of it (above consumption_over_pace), or on it.
    values: [under, on, over]
  exhausts_on:
    description: >
      The day on which the commitment was consumed or, at the mean daily use of the last
      consumption_run_rate_days days, will be. Null when it lasts to its end.
    type: date
  commitment_ends_on: { description: "The last day of the commitment.", column: ends_on, type: date }
metrics:
  commitments:
    kind: balance
    expression: "1"
    unaffected_by: &pace [consumption_over_pace, consumption_run_rate_days, consumption_under_pace]
    unit: count
    description: Commitments of accounts, by meter, that are active at the end of the period.
  committed_units:
    kind: balance
    expression: committed_units
    unaffected_by: *pace
    unit: quantity
    description: The units that active contracts commit for their whole terms.
  expected_units:
    kind: balance
    expression: expected_units
    unaffected_by: *pace
    unit: quantity
    description: >
      The committed units for the share of each contract's days that have passed by the end of the period.
  consumed_units:
    kind: balance
    expression: consumed_units
    unaffected_by: *pace
    unit: quantity
    description: >
      The units that accounts have consumed since their active commitments started, also above the
      commitment.
  consumption_pace:
    kind: ratio
    numerator: consumed_units
    denominator: expected_units
    unit: ratio
    description: >
      Consumed units, divided by the committed units for the passed share of the term: more than 1 is ahead
      of schedule. Null without a commitment.
  consumption_utilisation:
    kind: ratio
    numerator: consumed_units
    denominator: committed_units
    unit: ratio
    description: Consumed units as a share of the committed units. Null without a commitment.
  projected_units:
    kind: balance
    expression: projected_units
    unaffected_by: [consumption_over_pace, consumption_under_pace]
    unit: quantity
    description: >
      The units consumed by the end of the commitment, when every day to come has the mean use of the last
      consumption_run_rate_days days.
  projected_utilisation:
    kind: ratio
    numerator: projected_units
    denominator: committed_units
    unit: ratio
    description: >
      The projected units at the end of the commitment as a share of the committed ones. Null without a
      commitment.
---*/

with

consumption as (

    select * from facts.consumption

),

final as (

    select
        account_key,
        meter,
        month,
        ends_on,
        committed_units,
        expected_units,
        consumed_units,
        projected_units,
        exhausts_on,
        consumption_state

    from consumption

)

select * from final
