/*---
view: facts.revenue_measures
description: >
  The measures of rules that are about the revenue and the contracts of each account, as of `as_of`.
owner: growth-data
grain: one row per account, measure and window (0 for a measure without a window)
key: [account_key, measure, window_days]
---*/

with

started_accounts as (

    select * from facts.started_accounts

),

account_months as not materialized (

    select * from facts.account_months

),

contracts as (

    select * from staging.contracts

),

running_month as (

    select * from parameters.running_month

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

final as (

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

)

select * from final
