/*---
view: facts.account_signals
description: >
  The signals of each account as of `as_of`, for the health rule and the qualification rule. An unknown
  value has no row; a known zero is 0.
owner: growth-data
grain: one row per account, measure and window (0 for a measure without a window)
key: [account_key, measure, window_days]
measures:
  users: { description: "Users who belong to the account and are not deleted.", weekly: true }
  users_of_one_domain:
    weekly: true
    description: >
      The largest number of these users who share a mail domain. Free mail domains do not count.
  active_users:
    weekly: true
    description: Users of the account who were active in the window.
    windows: [7, 14, 28, 90]
    options: [active_event, core_action, passive_events]
  active_share:
    weekly: true
    description: "Active users, as a share of the account's users. Unknown when it has none."
    windows: [7, 14, 28, 90]
    options: [active_event, core_action, passive_events]
  user_penetration:
    weekly: true
    description: >
      Active users, as a share of the company's employees; above 1 where contractors use the product too.
      Unknown without a headcount. seat_penetration counts the members of workspaces instead.
    windows: [7, 14, 28, 90]
    requires: [accounts]
    options: [active_event, core_action, passive_events]
  momentum:
    weekly: true
    description: >
      Growth of active users from the previous window to this one, as a share. Unknown when fewer than
      momentum_min_base users were active in the previous one.
    windows: [7, 14, 28, 90]
    options: [active_event, core_action, passive_events, momentum_min_base]
  active_weeks:
    weekly: true
    description: >
      In how many of the last four weeks at least active_week_min_users users were active.
    options: [active_event, core_action, passive_events, active_week_min_users]
  features_used:
    weekly: true
    description: Different events of the account's users in the window, except passive events.
    windows: [7, 14, 28, 90]
    options: [passive_events]
  paid_features_used:
    weekly: true
    description: >
      Different events of paid_features of the account's users in the window.
    windows: [7, 14, 28, 90]
    option: paid_features
    options: [paid_features]
  mrr:
    description: Monthly recurring revenue in the current month so far.
    requires: [subscription_periods|contracts]
    options: [mrr_discounts, exchange_rates, late_renewal_grace_days, reporting_currency]
  mrr_growth:
    description: >
      Growth of the account's monthly recurring revenue over three months, as a share. Unknown when it paid
      nothing three months before.
    requires: [subscription_periods|contracts]
    options: [books, mrr_discounts, exchange_rates, late_renewal_grace_days, reporting_currency]
  days_to_renewal:
    description: >
      Days until the last of the account's active contracts ends. Unknown without one.
    requires: [contracts]
  csat:
    description: >
      The mean satisfaction score of the account's users in the window. Unknown without a score.
    windows: [7, 14, 28, 90]
    requires: [feedback]
  nps:
    description: >
      Promoters (9 or 10) minus detractors (6 or less) per 100 answers in the window. Unknown without an
      answer.
    windows: [7, 14, 28, 90]
    requires: [feedback]
  ticket_satisfaction:
    description: >
      The mean satisfaction with support tickets rated in the window. Unknown without a rating.
    windows: [7, 14, 28, 90]
    requires: [support_tickets]
---*/

with

usage_measures as (

    select * from facts.usage_measures

),

revenue_measures as (

    select * from facts.revenue_measures

),

account_satisfaction as (

    select * from facts.account_satisfaction

),

-- one branch per measure, here or in the views by subject; a new measure also needs a sentence in the header
signals as (

    select * from usage_measures
    union all
    select * from revenue_measures
    union all
    select
        account_key,
        'csat' as measure,
        window_days,
        csat as value
    from account_satisfaction
    union all
    select
        account_key,
        'nps' as measure,
        window_days,
        nps as value
    from account_satisfaction
    union all
    select
        account_key,
        'ticket_satisfaction' as measure,
        window_days,
        ticket_satisfaction as value
    from account_satisfaction

),

final as (

    select
        account_key,
        measure,
        window_days,
        value

    from signals

    where value is not null

)

select * from final
