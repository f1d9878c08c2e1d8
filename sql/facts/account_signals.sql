/*---
view: facts.account_signals
description: >
  What can be measured of each account as of then, for the rules that are made of it: its health, and
  whether it qualifies. What is not known of an account has no row; what is known to be nothing is 0.
owner: growth-data
grain: one row per account, measure and window (0 where a measure has none)
key: [account_key, measure, window_days]
measures:
  users: { description: "People who belong to the account and have not left." }
  users_of_one_domain:
    description: >
      The most of these people who share a mail domain. A domain that anyone can have does not count.
  active_users:
    description: People of the account who were active in the last days of the window.
    windows: [7, 14, 28, 90]
    options: [active_event, core_action, passive_events]
  active_share:
    description: "Active users, as a share of the account's people. Unknown when it has none."
    windows: [7, 14, 28, 90]
    options: [active_event, core_action, passive_events]
  penetration:
    description: >
      Active users, as a share of the company's employees; above 1 where contractors use the product too.
      Unknown without a headcount.
    windows: [7, 14, 28, 90]
    requires: [accounts]
    options: [active_event, core_action, passive_events]
  momentum:
    description: >
      How many more people were active in the window than in the one before it, as a share. Unknown when
      fewer than momentum_min_base were active then.
    windows: [7, 14, 28, 90]
    options: [active_event, core_action, passive_events, momentum_min_base]
  active_weeks:
    description: >
      In how many of the last four weeks at least active_week_min_users people were active.
    options: [active_event, core_action, passive_events, active_week_min_users]
  features_used:
    description: Different events, passive ones aside, that the account's people did in the window.
    windows: [7, 14, 28, 90]
    options: [passive_events]
  paid_features_used:
    description: Different events of paid_features that the account's people did in the window.
    windows: [7, 14, 28, 90]
    option: paid_features
    options: [paid_features]
  mrr:
    description: Monthly recurring revenue, as it stands in the running month.
    requires: [subscription_periods|contracts]
    options: [discounts, exchange_rates, late_renewal_grace_days, reporting_currency]
  mrr_growth:
    description: >
      How much more the account pays than three months before, as a share. Unknown when it paid nothing
      then.
    requires: [subscription_periods|contracts]
    options: [books, discounts, exchange_rates, late_renewal_grace_days, reporting_currency]
  days_to_renewal:
    description: >
      Days until the last of the account's running contracts ends. Unknown without one.
    requires: [contracts]
  csat:
    description: >
      The mean satisfaction that the account's people gave in the window. Unknown when nobody did.
    windows: [7, 14, 28, 90]
    requires: [feedback]
  nps:
    description: >
      Promoters (9 or 10) less detractors (6 or less) in each 100 who said in the window whether they
      recommend the product. Unknown when nobody did.
    windows: [7, 14, 28, 90]
    requires: [feedback]
  ticket_satisfaction:
    description: >
      The mean satisfaction with the requests for help rated in the window. Unknown when none was.
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

-- what has no window is the same in each of them
windowless_usage as (

    select
        account_key,
        max(users) as users,
        max(users_of_one_domain) as users_of_one_domain,
        max(active_weeks) as active_weeks

    from account_usage

    group by account_key

),

-- what stands in it, and what stood three months before
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

-- one under the other: a measure that is added here needs its sentence above, and nothing else
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
    from account_usage
    union all
    select
        account_key,
        'active_share' as measure,
        window_days,
        active_users::numeric / nullif(users, 0) as value
    from account_usage
    union all
    select
        account_key,
        'penetration' as measure,
        window_days,
        active_users::numeric / nullif(employee_count, 0) as value
    from account_usage
    union all
    select
        account_usage.account_key,
        'momentum' as measure,
        account_usage.window_days,
        case
            when account_usage.users_active_before >= parameters.momentum_min_base
                then
                    (account_usage.active_users - account_usage.users_active_before)::numeric
                    / account_usage.users_active_before
        end as value
    from account_usage
    cross join parameters.business as parameters
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
    from account_usage
    union all
    select
        account_key,
        'paid_features_used' as measure,
        window_days,
        paid_features_used::numeric as value
    from account_usage
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
