/*---
view: metrics.sales_board
description: >
  What shows that it is time to add a sales team: every started account at the end of each fiscal quarter. The
  current quarter is evaluated as of `as_of`. Each number counts on its own; there is no total score.
owner: growth-data
grain: one row per account and quarter since it started
key: [account_key, month]
time: month
time_type: date
finest_grain: quarter
entities: { entities.accounts: account_key }
requires: [product_events, accounts]
assumes:
  subscription_periods: No subscriptions were provided, so only contracts pay.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
unaffected_by: [active_week_min_users, momentum_min_base, non_icp_segments, paid_features, week_start]
affected_with:
  core_action: { active_event: [none] }
metrics:
  large_accounts:
    kind: balance
    unaffected_by: &money
      [
        board_plateau_growth,
        books,
        contract_late_renewal_grace_days,
        contract_past_due_grace_days,
        exchange_rates,
        late_renewal_grace_days,
        mrr_discounts,
        past_due_grace_days,
        payment_terms_days,
        reporting_currency,
        usage_revenue,
      ]
    expression: account_key
    distinct: true
    where: is_large
    unit: count
    description: >
      Accounts with at least board_min_employees employees and board_min_active_users users active in 28 days,
      at the end of the period.
  plateaued_accounts:
    kind: balance
    unaffected_by:
      [
        books,
        contract_late_renewal_grace_days,
        contract_past_due_grace_days,
        exchange_rates,
        late_renewal_grace_days,
        mrr_discounts,
        past_due_grace_days,
        payment_terms_days,
        reporting_currency,
        usage_revenue,
      ]
    expression: account_key
    distinct: true
    where: is_plateaued
    unit: count
    description: >
      Large accounts whose active users grew by at most board_plateau_growth in each of the last two quarters,
      while less than half of the employees are active, at the end of the period.
  plateau_share:
    kind: ratio
    numerator: plateaued_accounts
    denominator: large_accounts
    unit: ratio
    description: >
      The share of the large accounts that have stopped to grow on their own. Null without large accounts.
  revenue_of_accounts:
    kind: balance
    unaffected_by: &growth
      [
        active_event,
        board_min_active_users,
        board_min_employees,
        board_plateau_growth,
        core_action,
        passive_events,
      ]
    expression: mrr
    unit: money
    description: >
      Monthly recurring revenue of all started accounts at the end of the period, the base of the shares
      below.
  revenue_with_several_payers:
    kind: balance
    unaffected_by: *growth
    expression: mrr
    where: payers >= 3
    unit: money
    description: >
      Monthly recurring revenue, at the end of the period, of accounts with at least three different payers.
  several_payers_revenue_share:
    kind: ratio
    numerator: revenue_with_several_payers
    denominator: revenue_of_accounts
    unit: ratio
    description: >
      The share of the monthly recurring revenue in accounts with at least three different payers. Null
      without revenue.
  revenue_with_separate_buyers:
    kind: balance
    unaffected_by: [board_min_active_users, board_min_employees, board_plateau_growth]
    expression: mrr
    where: payers > 0 and active_payers = 0
    unit: money
    description: >
      Monthly recurring revenue, at the end of the period, of accounts none of whose payers was an active user
      in 28 days. It counts people who pay for subscriptions; the class `separate` of buyer_class also counts
      contacts who buy, and does not ask for activity.
  separate_buyers_revenue_share:
    kind: ratio
    numerator: revenue_with_separate_buyers
    denominator: revenue_of_accounts
    unit: ratio
    description: >
      The share of the monthly recurring revenue in accounts none of whose payers was an active user in 28
      days. Null without revenue.
  large_account_growth_p50:
    kind: percentile
    unaffected_by: *money
    expression: growth
    percentile: 0.5
    where: is_large
    unit: ratio
    description: >
      The median growth of active users over a quarter, among large accounts with active users a quarter
      before. Above 0.2 it is too early to add sales. Null without such accounts.
---*/

with

account_quarters as (

    select * from facts.account_quarters

),

graded as (

    select
        account_quarters.account_key,
        account_quarters.month,
        account_quarters.mrr,
        account_quarters.payers,
        account_quarters.active_payers,
        account_quarters.user_penetration,
        coalesce(account_quarters.employee_count >= parameters.board_min_employees, false)
        and account_quarters.active_users >= parameters.board_min_active_users as is_large,
        account_quarters.active_users::numeric / nullif(account_quarters.active_users_before, 0) - 1
            as growth,
        account_quarters.active_users_before::numeric
        / nullif(account_quarters.active_users_two_before, 0) - 1 as growth_before

    from account_quarters

    cross join parameters.business as parameters

),

final as (

    select
        graded.account_key,
        graded.month,
        graded.mrr,
        graded.payers,
        graded.active_payers,
        graded.is_large,
        graded.growth,
        coalesce(
            graded.is_large
            and graded.growth <= parameters.board_plateau_growth
            and graded.growth_before <= parameters.board_plateau_growth
            and graded.user_penetration < 0.5,
            false
        ) as is_plateaued

    from graded

    cross join parameters.business as parameters

)

select * from final
