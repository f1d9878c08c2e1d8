/*---
view: metrics.segments
description: >
  Every started account at the end of each month, in one of seven segments, and its movements between them.
  The current month is evaluated as of `as_of`.
owner: growth-data
grain: one row per account and month since it started
key: [account_key, month]
time: month
time_type: date
finest_grain: month
entities:
  entities.accounts: account_key
  facts.account_segments: account_key, month
  facts.account_months: "account_key, month"
  facts.account_origins: account_key
requires: [product_events, accounts]
assumes:
  subscription_periods: No subscriptions were provided, so accounts pay by contract only.
  contracts: No contracts were provided, so no account pays by contract.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
unaffected_by: [active_week_min_users, momentum_min_base, paid_features, week_start]
affected_with:
  core_action: { active_event: [none] }
metrics:
  accounts_by_segment:
    kind: balance
    expression: account_key
    distinct: true
    unit: count
    description: >
      Started accounts at the end of the period. Every account is in exactly one segment, so the segments add
      up to all accounts.
  segment_movements:
    kind: count
    where: previous_segment <> segment
    unit: count
    description: >
      Accounts whose segment at the end of a month differs from that of the month before; by previous_segment
      and segment, the movements between them.
  accounts_new_to_segments:
    kind: count
    unaffected_by:
      [
        active_event,
        books,
        contract_late_renewal_grace_days,
        core_action,
        exchange_rates,
        late_renewal_grace_days,
        mrr_discounts,
        non_icp_segments,
        passive_events,
        reporting_currency,
        segment_high_usage_share,
        segment_low_usage_share,
        segment_min_employees,
        segment_min_payers,
        segment_min_workspaces,
        segment_top_arr,
        segment_top_employees,
      ]
    where: previous_segment is null
    unit: count
    description: Accounts at the end of the month in which they started, when they have their first segment.
---*/

with

account_segments as (

    select * from facts.account_segments

),

final as (

    select
        account_key,
        month,
        segment,
        previous_segment

    from account_segments

)

select * from final
