/*---
view: metrics.opportunities
description: >
  Every opportunity that was won or lost, dated by its close: the time at which it entered its closing stage
  or, without that stage in the history, the close date of the CRM, which people may edit. Owner, type and
  amount are those of today.
owner: growth-data
grain: one row per closed opportunity
key: [account_key, opportunity_id]
time: closed_at
entities:
  entities.accounts: account_key
  facts.account_origins: account_key
  facts.closed_opportunities: "account_key, opportunity_id"
  entities.reps: owner_rep_id
requires: [opportunities]
assumes:
  opportunity_stages: >
    No history of stages was provided, so opportunities were closed at the close date of the CRM.
checks_from:
  checks.unconvertible_opportunities: { severity: error, code: MIXED_CURRENCIES }
  checks.undated_opportunities:
    severity: warning
    message: These opportunities are closed without any date, so no metric counts them.
unaffected_by: [qualified_touch_kinds, qualified_touch_window_days]
metrics:
  closed_opportunities:
    kind: count
    unaffected_by: [exchange_rates, reporting_currency]
    unit: count
    description: Opportunities that were won or lost in the period.
  won_opportunities:
    kind: count
    where: outcome = 'won'
    unaffected_by: [exchange_rates, reporting_currency]
    unit: count
    description: Opportunities that were won in the period.
  lost_opportunities:
    kind: count
    where: outcome = 'lost'
    unaffected_by: [exchange_rates, reporting_currency]
    unit: count
    description: Opportunities that were lost in the period.
  win_rate:
    kind: ratio
    numerator: won_opportunities
    denominator: closed_opportunities
    unit: ratio
    description: >
      The share of the opportunities closed in the period that were won. Open ones do not count. Null when
      none was closed.
  won_arr:
    kind: sum
    expression: arr
    where: outcome = 'won'
    unit: money
    description: >
      The annual value of the opportunities won in the period, renewals included, at the exchange rate of
      the month of the close. It is what the CRM says today; see arr for revenue.
  lost_arr:
    kind: sum
    expression: arr
    where: outcome = 'lost'
    unit: money
    description: >
      The annual value of the opportunities lost in the period, renewals included, at the exchange rate of
      the month of the close. It is what the CRM says today.
---*/

with

closed_opportunities as (

    select * from facts.closed_opportunities

),

opportunity_amounts as (

    select * from facts.opportunity_amounts

),

final as (

    select
        closed_opportunities.account_key,
        closed_opportunities.opportunity_id,
        closed_opportunities.owner_rep_id,
        closed_opportunities.outcome,
        closed_opportunities.closed_at,
        opportunity_amounts.arr

    from closed_opportunities

    cross join parameters.business as parameters

    left join opportunity_amounts
        on closed_opportunities.account_key = opportunity_amounts.account_key
        and closed_opportunities.opportunity_id = opportunity_amounts.opportunity_id
        and plumbline.local_month(closed_opportunities.closed_at, parameters.time_zone)
        >= opportunity_amounts.valid_from_month
        and plumbline.local_month(closed_opportunities.closed_at, parameters.time_zone)
        < opportunity_amounts.valid_to_month

)

select * from final
