/*---
view: facts.account_feature_months
description: >
  How many different features the users of each account used in the 28 days up to the end of each month,
  since the first month with a feature, and up to the end of the month before. The current month is
  evaluated as of `as_of`. A feature is an event that is not passive.
owner: growth-data
grain: one row per account and month since its first feature
key: [account_key, month]
time: month
---*/

with

feature_days as not materialized (

    select * from facts.feature_days

),

months as (

    select * from parameters.months

),

running_month as (

    select * from parameters.running_month

),

-- the last day of each month, or today
snapshots as materialized (

    select
        months.month,
        least(plumbline.add_months(months.month, 1) - 1, running_month.today) as snapshot_on

    from months

    cross join running_month

    where months.month <= running_month.month

),

-- 28 days end in the month of the use, or in the next one
use_months as (

    select
        feature_days.account_key,
        feature_days.event_name,
        feature_days.used_on,
        plumbline.add_months(date_trunc('month', feature_days.used_on::timestamp)::date, months_ahead.months)
            as month

    from feature_days

    cross join generate_series(0, 1) as months_ahead (months)

),

used_features as (

    select
        use_months.account_key,
        use_months.month,
        count(distinct use_months.event_name) as features_used

    from use_months

    inner join snapshots
        on use_months.month = snapshots.month
        and use_months.used_on > snapshots.snapshot_on - 28
        and use_months.used_on <= snapshots.snapshot_on

    group by use_months.account_key, use_months.month

),

first_uses as (

    select
        account_key,
        min(used_on) as first_used_on

    from feature_days

    group by account_key

),

months_since_first_use as (

    select
        first_uses.account_key,
        snapshots.month,
        coalesce(used_features.features_used, 0) as features_used

    from first_uses

    inner join snapshots
        on first_uses.first_used_on <= snapshots.snapshot_on

    left join used_features
        on first_uses.account_key = used_features.account_key
        and snapshots.month = used_features.month

),

-- no feature was used before the first month
final as (

    select
        account_key,
        month,
        features_used,
        lag(features_used, 1, 0::bigint) over (
            partition by account_key
            order by month
        ) as features_used_before

    from months_since_first_use

)

select * from final
