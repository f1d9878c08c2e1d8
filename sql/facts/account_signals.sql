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
  penetration:
    weekly: true
    description: >
      Active users, as a share of the company's employees; above 1 where contractors use the product too.
      Unknown without a headcount.
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

started_accounts as (

    select * from facts.started_accounts

),

account_usage as (

    select * from facts.account_usage

),

account_months as not materialized (

    select * from facts.account_months

),

contracts as (

    select * from staging.contracts

),

account_satisfaction as (

    select * from facts.account_satisfaction

),

running_month as (

    select * from parameters.running_month

),

-- as of `as_of`; the ends of weeks are evaluated elsewhere
current_usage as (

    select
        account_key,
        window_days,
        users,
        users_of_one_domain,
        active_users,
        active_weeks,
        features_used,
        paid_features_used,
        active_share,
        penetration,
        momentum

    from account_usage

    where evaluation = 'now'

),

-- values without a window are the same in every window
windowless_usage as (

    select
        account_key,
        max(users) as users,
        max(users_of_one_domain) as users_of_one_domain,
        max(active_weeks) as active_weeks

    from current_usage

    group by account_key

),

-- revenue in the current month and three months before
revenue as (

    select
        account_months.account_key,
        sum(account_months.mrr) filter (where account_months.month = running_month.month) as mrr,
        sum(account_months.mrr) filter (where account_months.month < running_month.month) as mrr_before

    from account_months

    inner join running_month
        on account_months.month in (running_month.month, (running_month.month - interval '3 months')::date)

    group by account_months.account_key

),

renewals as (

    select
        contracts.account_id as account_key,
        max(contracts.end_date)
        - plumbline.local_date(parameters.as_of, parameters.time_zone) as days_to_renewal

    from contracts

    cross join parameters.business as parameters

    where
        contracts.start_date <= plumbline.local_date(parameters.as_of, parameters.time_zone)
        and contracts.end_date >= plumbline.local_date(parameters.as_of, parameters.time_zone)

    group by contracts.account_id, parameters.as_of, parameters.time_zone

),

-- one branch per measure; a new measure needs a branch here and a sentence in the header
signals as (

    select
        account_key,
        'users' as measure,
        0 as window_days,
        users::numeric as value
    from windowless_usage
    union all
    select
        account_key,
        'users_of_one_domain' as measure,
        0 as window_days,
        users_of_one_domain::numeric as value
    from windowless_usage
    union all
    select
        account_key,
        'active_users' as measure,
        window_days,
        active_users::numeric as value
    from current_usage
    union all
    select
        account_key,
        'active_share' as measure,
        window_days,
        active_share as value
    from current_usage
    union all
    select
        account_key,
        'penetration' as measure,
        window_days,
        penetration as value
    from current_usage
    union all
    select
        account_key,
        'momentum' as measure,
        window_days,
        momentum as value
    from current_usage
    union all
    select
        account_key,
        'active_weeks' as measure,
        0 as window_days,
        active_weeks::numeric as value
    from windowless_usage
    union all
    select
        account_key,
        'features_used' as measure,
        window_days,
        features_used::numeric as value
    from current_usage
    union all
    select
        account_key,
        'paid_features_used' as measure,
        window_days,
        paid_features_used::numeric as value
    from current_usage
    union all
    select
        started_accounts.account_key,
        'mrr' as measure,
        0 as window_days,
        coalesce(revenue.mrr, 0)::numeric as value
    from started_accounts
    left join revenue
        on started_accounts.account_key = revenue.account_key
    where
        exists (select 1 from source.subscription_periods)
        or exists (select 1 from contracts)
    union all
    select
        account_key,
        'mrr_growth' as measure,
        0 as window_days,
        (coalesce(mrr, 0) - mrr_before)::numeric / mrr_before as value
    from revenue
    where mrr_before > 0
    union all
    select
        account_key,
        'days_to_renewal' as measure,
        0 as window_days,
        days_to_renewal::numeric as value
    from renewals
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
