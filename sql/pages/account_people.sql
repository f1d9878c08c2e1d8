/*---
view: pages.account_people
description: >
  The people of each started account as of `as_of`: users, active ones of the last 28 days, champions of the
  last full week, and buyers.
owner: growth-data
grain: one row per started account
key: [account_key]
stored: true
indexes: [[account_key]]
requires: [product_events]
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
columns:
  buyer_class: { description: "Whether buyers and users are the same people. Null without a known buyer." }
---*/

with

account_usage as (

    select * from facts.account_usage

),

buyer_classes as (

    select * from facts.buyer_classes

),

champions_found as (

    select * from signals.champion_found

),

evaluations as (

    select * from facts.evaluations

),

running_month as (

    select * from parameters.running_month

),

-- also a week without any champion
last_weeks as (

    select max(evaluated_at) as evaluated_at

    from evaluations

    where evaluation = 'week'

),

champions as (

    select
        champions_found.account_key,
        count(*) as champions

    from champions_found

    inner join last_weeks
        on champions_found.evaluated_at = last_weeks.evaluated_at

    group by champions_found.account_key

),

buyers as (

    select
        buyer_classes.account_key,
        buyer_classes.buyers,
        buyer_classes.buyers_who_are_users,
        buyer_classes.buyer_class

    from buyer_classes

    inner join running_month
        on buyer_classes.month = running_month.month

),

final as (

    select
        account_usage.account_key,
        account_usage.users,
        account_usage.active_users,
        coalesce(champions.champions, 0) as champions,
        coalesce(buyers.buyers, 0) as buyers,
        coalesce(buyers.buyers_who_are_users, 0) as buyers_who_are_users,
        buyers.buyer_class

    from account_usage

    left join champions
        on account_usage.account_key = champions.account_key

    left join buyers
        on account_usage.account_key = buyers.account_key

    where
        account_usage.evaluation = 'now'
        and account_usage.window_days = 28

)

select * from final
