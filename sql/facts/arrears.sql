/*---
view: facts.arrears
description: >
  The first unpaid day of each subscription that ever had an overdue invoice, with system-time periods.
  While nothing is overdue, new records change nothing.
owner: growth-data
grain: one row per subscription that ever had an overdue invoice, and system-time period
key: [account_key, subscription_id, recorded_from]
columns:
  recorded_from: { description: "The start of the system-time period." }
  recorded_to: { description: "The end of the system-time period (excluded)." }
  unpaid_from: { description: "Null while nothing is overdue." }
---*/

with

billed_periods as (

    select * from facts.billed_periods

),

late_subscriptions as (

    select
        account_key,
        subscription_id

    from billed_periods

    where overdue_from is not null

    group by account_key, subscription_id

),

bills as (

    select
        billed_periods.account_key,
        billed_periods.subscription_id,
        billed_periods.issued_at,
        billed_periods.covers_from,
        billed_periods.overdue_from,
        billed_periods.overdue_until

    from billed_periods

    inner join late_subscriptions
        on billed_periods.account_key = late_subscriptions.account_key
        and billed_periods.subscription_id = late_subscriptions.subscription_id

),

-- the state may change when an invoice is issued, becomes overdue or is settled
change_moments as (

    select
        account_key,
        subscription_id,
        issued_at as recorded_from
    from bills
    union
    select
        account_key,
        subscription_id,
        overdue_from as recorded_from
    from bills
    where overdue_from is not null
    union
    select
        account_key,
        subscription_id,
        overdue_until as recorded_from
    from bills
    where overdue_until < 'infinity'
    union
    select
        account_key,
        subscription_id,
        '-infinity'::timestamptz as recorded_from
    from late_subscriptions

),

-- the earliest day covered by an invoice that is overdue at that moment
arrears_at_moments as (

    select
        change_moments.account_key,
        change_moments.subscription_id,
        change_moments.recorded_from,
        min(bills.covers_from) as unpaid_from

    from change_moments

    left join bills
        on change_moments.account_key = bills.account_key
        and change_moments.subscription_id = bills.subscription_id
        and change_moments.recorded_from >= bills.overdue_from
        and change_moments.recorded_from < bills.overdue_until

    group by change_moments.account_key, change_moments.subscription_id, change_moments.recorded_from

),

compared_arrears as (

    select
        account_key,
        subscription_id,
        recorded_from,
        unpaid_from,
        lag(unpaid_from) over (
            partition by account_key, subscription_id
            order by recorded_from
        ) as unpaid_before_from

    from arrears_at_moments

),

-- while nothing is overdue, new records change nothing
final as (

    select
        account_key,
        subscription_id,
        recorded_from,
        unpaid_from,
        lead(recorded_from, 1, 'infinity'::timestamptz) over (
            partition by account_key, subscription_id
            order by recorded_from
        ) as recorded_to

    from compared_arrears

    where
        unpaid_from is not null
        or unpaid_before_from is not null
        or recorded_from = '-infinity'

)

select * from final
