/*---
view: facts.account_usage
description: >
  How much the people of each account in use used the product as of then, in each of the windows over which
  accounts are measured, and in the one before it; what has no window stands in every row.
owner: growth-data
grain: one row per account in use and window
key: [account_key, window_days]
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

user_creations as not materialized (

    select * from facts.user_creations

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

windows as (

    select * from parameters.measure_windows

),

people as (

    select
        users.account_key,
        users.user_id,
        case when free_mail_domains.domain is null then users.email_domain end as company_domain

    from users

    cross join parameters.business as parameters

    inner join user_creations
        on users.account_key = user_creations.account_key
        and users.user_id = user_creations.user_id

    left join free_mail_domains
        on users.email_domain = free_mail_domains.domain

    where
        users.deleted_at is null
        or users.deleted_at > parameters.as_of

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
        plumbline.local_date(parameters.as_of, parameters.time_zone)
        - plumbline.local_date(activity.occurred_at, parameters.time_zone) as days_ago

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
        plumbline.local_date(parameters.as_of, parameters.time_zone)
        - plumbline.local_date(max(events.occurred_at), parameters.time_zone) as days_ago,
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

-- every account in every window, whether anybody was active or not
final as (

    select
        accounts_in_use.account_key,
        windows.window_days,
        coalesce(headcounts.users, 0) as users,
        coalesce(headcounts.users_of_one_domain, 0) as users_of_one_domain,
        accounts.employee_count,
        coalesce(active_users.active_users, 0) as active_users,
        coalesce(active_users.users_active_before, 0) as users_active_before,
        coalesce(active_weeks.active_weeks, 0) as active_weeks,
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

    left join active_weeks
        on accounts_in_use.account_key = active_weeks.account_key

    left join features_used
        on accounts_in_use.account_key = features_used.account_key
        and windows.window_days = features_used.window_days

)

select * from final
