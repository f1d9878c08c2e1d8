/*---
view: metrics.expansion_qualification
description: >
  Every paying account as of `as_of`, with whether it has headroom for expansion and whether its usage grows
  or holds.
owner: growth-data
grain: one row per paying account
key: [account_key]
entities: { entities.accounts: account_key }
requires: [product_events, subscription_periods|contracts]
assumes:
  accounts: No accounts were provided, so headcounts are unknown and no account has headroom by penetration.
  plan_limits: No limits were provided, so no account has headroom by a limit.
  invoices: No invoices were provided, so every subscription counts as paid for.
affected_with:
  core_action: { active_event: [none] }
unaffected_by: [active_week_min_users, momentum_min_base, week_start]
metrics:
  expansion_qualified_accounts:
    kind: count
    where: has_headroom and is_holding
    unit: count
    description: >
      Paying accounts with headroom (few of their employees active, a limit nearly used, several workspaces
      without a contract, or paid features unused) whose active users of 28 days are no fewer than in the 28
      days before.
  accounts_with_headroom:
    kind: count
    where: has_headroom
    unit: count
    description: >
      Paying accounts with headroom for expansion, whether their usage grows or not. What is unknown, such as
      a headcount, is no headroom.
---*/

with

expansion_evaluations as (

    select * from facts.expansion_evaluations

),

final as (

    select
        account_key,
        has_headroom,
        is_holding

    from expansion_evaluations

    where evaluation = 'now'

)

select * from final
