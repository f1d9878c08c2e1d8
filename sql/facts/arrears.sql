/*---
view: facts.arrears
description: >
  What each subscription that ever had an overdue invoice was known to owe: the first day that anything
  overdue asks for, and from when until when that was what was known. While nothing is overdue, whatever else
  becomes known changes nothing.
owner: growth-data
grain: one row per subscription that ever had an overdue invoice, by what was known
key: [account_key, subscription_id, known_from]
columns:
  known_from: { description: "From when on this was known." }
  known_until: { description: "When something else became known (excluded)." }
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

-- whenever something becomes known
moments as (

    select
        account_key,
        subscription_id,
        issued_at as known_from
    from bills
    union
    select
        account_key,
        subscription_id,
        overdue_from as known_from
    from bills
    where overdue_from is not null
    union
    select
        account_key,
        subscription_id,
        overdue_until as known_from
    from bills
    where overdue_until < 'infinity'
    union
    select
        account_key,
        subscription_id,
        '-infinity'::timestamptz as known_from
    from late_subscriptions

),

-- what is overdue by then, the earliest of it
standings as (

    select
        moments.account_key,
        moments.subscription_id,
        moments.known_from,
        min(bills.covers_from) as unpaid_from

    from moments

    left join bills
        on moments.account_key = bills.account_key
        and moments.subscription_id = bills.subscription_id
        and moments.known_from >= bills.overdue_from
        and moments.known_from < bills.overdue_until

    group by moments.account_key, moments.subscription_id, moments.known_from

),

changed as (

    select
        account_key,
        subscription_id,
        known_from,
        unpaid_from,
        lag(unpaid_from) over (
            partition by account_key, subscription_id
            order by known_from
        ) as unpaid_before_from

    from standings

),

-- while nothing is overdue, whatever becomes known changes nothing
final as (

    select
        account_key,
        subscription_id,
        known_from,
        unpaid_from,
        lead(known_from, 1, 'infinity'::timestamptz) over (
            partition by account_key, subscription_id
            order by known_from
        ) as known_until

    from changed

    where
        unpaid_from is not null
        or unpaid_before_from is not null
        or known_from = '-infinity'

)

select * from final
