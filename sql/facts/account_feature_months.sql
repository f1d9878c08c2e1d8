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

events as (

    select * from facts.events

),

months as (

    select * from parameters.months

),

running_month as (

    select * from parameters.running_month

),

-- the days on which each feature was used
use_days as not materialized (

    select distinct
        events.account_key,
        events.event_name,
        plumbline.local_date(events.occurred_at, parameters.time_zone) as used_on

    from events

    cross join parameters.business as parameters

    where
        events.user_id is not null
        and events.recorded_at <= parameters.as_of
        and events.event_name <> all (parameters.passive_events)

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

used_features as not materialized (

    select
        use_days.account_key,
        snapshots.month,
        count(distinct use_days.event_name) as features_used

    from use_days

    inner join snapshots
        on use_days.used_on > snapshots.snapshot_on - 28
        and use_days.used_on <= snapshots.snapshot_on

    group by use_days.account_key, snapshots.month

),

first_uses as (

    select
        account_key,
        min(used_on) as first_used_on

    from use_days

    group by account_key

),

final as (

    select
        first_uses.account_key,
        snapshots.month,
        coalesce(used_features.features_used, 0) as features_used,
        coalesce(earlier_features.features_used, 0) as features_used_before

    from first_uses

    inner join snapshots
        on first_uses.first_used_on <= snapshots.snapshot_on

    left join used_features
        on first_uses.account_key = used_features.account_key
        and snapshots.month = used_features.month

    left join used_features as earlier_features
        on first_uses.account_key = earlier_features.account_key
        and plumbline.add_months(snapshots.month, -1) = earlier_features.month

)

select * from final
