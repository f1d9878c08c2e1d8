/*---
view: facts.account_measures
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
  active_share:
    description: "Active users, as a share of the account's people. Unknown when it has none."
    windows: [7, 14, 28, 90]
  penetration:
    description: >
      Active users, as a share of the company's employees; above 1 where contractors use the product too.
      Unknown without a headcount.
    windows: [7, 14, 28, 90]
    requires: [accounts]
  momentum:
    description: >
      How many more people were active in the window than in the one before it, as a share. Unknown when fewer
      than momentum_min_base were active then.
    windows: [7, 14, 28, 90]
  active_weeks:
    description: >
      In how many of the last four weeks at least active_week_min_users people were active.
  features_used:
    description: Different events, passive ones aside, that the account's people did in the window.
    windows: [7, 14, 28, 90]
  paid_features_used:
    description: Different events of paid_features that the account's people did in the window.
    windows: [7, 14, 28, 90]
    option: paid_features
  mrr:
    description: Monthly recurring revenue, as it stands in the running month.
    requires: [subscription_periods]
  mrr_growth:
    description: >
      How much more the account pays than three months before, as a share. Unknown when it paid nothing then.
    requires: [subscription_periods]
  days_to_renewal:
    description: >
      Days until the last of the account's running contracts ends. Unknown without one.
    requires: [contracts]
  csat:
    description: The mean satisfaction that the account's people gave in the window. Unknown when nobody did.
    windows: [7, 14, 28, 90]
    requires: [feedback]
  nps:
    description: >
      Promoters (9 or 10) less detractors (6 or less) in each 100 who said in the window whether they
      recommend the product. Unknown when nobody did.
    windows: [7, 14, 28, 90]
    requires: [feedback]
  ticket_satisfaction:
    description: The mean satisfaction with the requests for help rated in the window. Unknown when none was.
    windows: [7, 14, 28, 90]
    requires: [support_tickets]
---*/

with

accounts_in_use as (

    select * from facts.accounts_in_use

),

accounts as not materialized (

    select * from entities.accounts

),

users as not materialized (

    select * from entities.users

),

free_mail_domains as (

    select * from staging.free_mail_domains

),

activity as (

    select * from facts.activity

),

events as not materialized (

    select * from facts.events

),

account_months as not materialized (

    select * from facts.account_months

),

contracts as (

    select * from staging.contracts

),

feedback as (

    select * from facts.feedback

),

support_tickets as (

    select * from facts.support_tickets

),

-- how many days a window has, the day of as_of included
windows as (

    select 7 as window_days
    union all
    select 14 as window_days
    union all
    select 28 as window_days
    union all
    select 90 as window_days

),

people as (

    select
        users.account_key,
        users.user_id,
        case when free_mail_domains.domain is null then users.email_domain end as company_domain

    from users

    cross join parameters.business as parameters

    left join free_mail_domains
        on users.email_domain = free_mail_domains.domain

    where
        users.created_at <= parameters.as_of
        and (users.deleted_at is null or users.deleted_at > parameters.as_of)

),

people_by_domain as (

    select
        account_key,
        company_domain,
        count(*) as people,
        case when company_domain is null then 0 else count(*) end as people_of_domain

    from people

    group by account_key, company_domain

),

headcounts as (

    select
        account_key,
        sum(people) as users,
        max(people_of_domain) as users_of_one_domain

    from people_by_domain

    group by account_key

),

-- who was active how many days before the day of as_of, as far back as two of the longest windows
active_days as (

    select distinct
        activity.account_key,
        activity.user_id,
        (parameters.as_of at time zone parameters.time_zone)::date
        - (activity.occurred_at at time zone parameters.time_zone)::date as days_ago

    from activity

    cross join parameters.business as parameters

    where
        activity.user_id is not null
        and activity.occurred_at > parameters.as_of - interval '181 days'

),

active_users as (

    select
        active_days.account_key,
        windows.window_days,
        count(distinct active_days.user_id)
            filter (where active_days.days_ago < windows.window_days) as active_users,
        count(distinct active_days.user_id)
            filter (where active_days.days_ago >= windows.window_days) as users_active_before

    from active_days

    inner join windows
        on active_days.days_ago < 2 * windows.window_days

    group by active_days.account_key, windows.window_days

),

week_users as (

    select
        account_key,
        days_ago / 7 as weeks_ago,
        count(distinct user_id) as active_users

    from active_days

    where days_ago < 28

    group by account_key, days_ago / 7

),

active_weeks as (

    select
        week_users.account_key,
        count(*) as active_weeks

    from week_users

    cross join parameters.business as parameters

    where week_users.active_users >= parameters.active_week_min_users

    group by week_users.account_key

),

-- which features somebody used, and how many days before the day of as_of for the last time
features as (

    select
        events.account_key,
        events.event_name,
        (parameters.as_of at time zone parameters.time_zone)::date
        - (max(events.occurred_at) at time zone parameters.time_zone)::date as days_ago,
        coalesce(events.event_name = any (parameters.paid_features), false) as is_paid

    from events

    cross join parameters.business as parameters

    where
        events.user_id is not null
        and events.known_at <= parameters.as_of
        and events.occurred_at > parameters.as_of - interval '91 days'
        and events.event_name <> all (parameters.passive_events)

    group by
        events.account_key,
        events.event_name,
        parameters.as_of,
        parameters.time_zone,
        parameters.paid_features

),

features_used as (

    select
        features.account_key,
        windows.window_days,
        count(*) as features_used,
        count(*) filter (where features.is_paid) as paid_features_used

    from features

    inner join windows
        on features.days_ago < windows.window_days

    group by features.account_key, windows.window_days

),

-- every account in use in every window, whether anybody was active or not
usage as (

    select
        accounts_in_use.account_key,
        windows.window_days,
        coalesce(headcounts.users, 0) as users,
        accounts.employee_count,
        coalesce(active_users.active_users, 0) as active_users,
        coalesce(active_users.users_active_before, 0) as users_active_before,
        coalesce(features_used.features_used, 0) as features_used,
        coalesce(features_used.paid_features_used, 0) as paid_features_used

    from accounts_in_use

    cross join windows

    left join headcounts
        on accounts_in_use.account_key = headcounts.account_key

    left join accounts
        on accounts_in_use.account_key = accounts.account_key

    left join active_users
        on accounts_in_use.account_key = active_users.account_key
        and windows.window_days = active_users.window_days

    left join features_used
        on accounts_in_use.account_key = features_used.account_key
        and windows.window_days = features_used.window_days

),

-- at the very first instant of a month nothing is known of it yet
running_months as (

    select date_trunc(
        'month', (parameters.as_of - interval '1 microsecond') at time zone parameters.time_zone
    )::date as month

    from parameters.business as parameters

),

-- what stands in it, and what stood three months before
revenue as (

    select
        account_months.account_key,
        sum(account_months.mrr) filter (where account_months.month = running_months.month) as mrr,
        sum(account_months.mrr) filter (where account_months.month < running_months.month) as mrr_before

    from account_months

    inner join running_months
        on account_months.month in (running_months.month, (running_months.month - interval '3 months')::date)

    group by account_months.account_key

),

renewals as (

    select
        contracts.account_id as account_key,
        max(contracts.end_date)
        - (parameters.as_of at time zone parameters.time_zone)::date as days_to_renewal

    from contracts

    cross join parameters.business as parameters

    where
        contracts.start_date <= (parameters.as_of at time zone parameters.time_zone)::date
        and contracts.end_date >= (parameters.as_of at time zone parameters.time_zone)::date

    group by contracts.account_id, parameters.as_of, parameters.time_zone

),

scores as (

    select
        feedback.account_key,
        windows.window_days,
        avg(feedback.score) filter (where feedback.kind = 'csat') as csat,
        100 * avg(
            case
                when feedback.kind <> 'nps' then null
                when feedback.score >= 9 then 1
                when feedback.score <= 6 then -1
                else 0
            end
        ) as nps

    from feedback

    cross join parameters.business as parameters

    inner join windows
        on feedback.submitted_at
        >= ((parameters.as_of at time zone parameters.time_zone)::date - windows.window_days + 1)::timestamp
        at time zone parameters.time_zone

    where feedback.submitted_at <= parameters.as_of

    group by feedback.account_key, windows.window_days

),

ticket_scores as (

    select
        support_tickets.account_key,
        windows.window_days,
        avg(support_tickets.satisfaction) as ticket_satisfaction

    from support_tickets

    cross join parameters.business as parameters

    inner join windows
        on support_tickets.rated_at
        >= ((parameters.as_of at time zone parameters.time_zone)::date - windows.window_days + 1)::timestamp
        at time zone parameters.time_zone

    where support_tickets.rated_at <= parameters.as_of

    group by support_tickets.account_key, windows.window_days

),

-- one under the other: a measure that is added here needs its sentence above, and nothing else
measured as (

    select
        accounts_in_use.account_key,
        'users' as measure,
        0 as window_days,
        coalesce(headcounts.users, 0)::numeric as value
    from accounts_in_use
    left join headcounts
        on accounts_in_use.account_key = headcounts.account_key
    union all
    select
        accounts_in_use.account_key,
        'users_of_one_domain' as measure,
        0 as window_days,
        coalesce(headcounts.users_of_one_domain, 0)::numeric as value
    from accounts_in_use
    left join headcounts
        on accounts_in_use.account_key = headcounts.account_key
    union all
    select
        account_key,
        'active_users' as measure,
        window_days,
        active_users::numeric as value
    from usage
    union all
    select
        account_key,
        'active_share' as measure,
        window_days,
        active_users::numeric / nullif(users, 0) as value
    from usage
    union all
    select
        account_key,
        'penetration' as measure,
        window_days,
        active_users::numeric / nullif(employee_count, 0) as value
    from usage
    union all
    select
        usage.account_key,
        'momentum' as measure,
        usage.window_days,
        case
            when usage.users_active_before >= parameters.momentum_min_base
                then (usage.active_users - usage.users_active_before)::numeric / usage.users_active_before
        end as value
    from usage
    cross join parameters.business as parameters
    union all
    select
        accounts_in_use.account_key,
        'active_weeks' as measure,
        0 as window_days,
        coalesce(active_weeks.active_weeks, 0)::numeric as value
    from accounts_in_use
    left join active_weeks
        on accounts_in_use.account_key = active_weeks.account_key
    union all
    select
        account_key,
        'features_used' as measure,
        window_days,
        features_used::numeric as value
    from usage
    union all
    select
        account_key,
        'paid_features_used' as measure,
        window_days,
        paid_features_used::numeric as value
    from usage
    union all
    select
        accounts_in_use.account_key,
        'mrr' as measure,
        0 as window_days,
        coalesce(revenue.mrr, 0)::numeric as value
    from accounts_in_use
    left join revenue
        on accounts_in_use.account_key = revenue.account_key
    where exists (select 1 from source.subscription_periods)
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
    from scores
    union all
    select
        account_key,
        'nps' as measure,
        window_days,
        nps as value
    from scores
    union all
    select
        account_key,
        'ticket_satisfaction' as measure,
        window_days,
        ticket_satisfaction as value
    from ticket_scores

),

final as (

    select
        account_key,
        measure,
        window_days,
        value

    from measured

    where value is not null

)

select * from final
