/*---
view: facts.paid_stretches
description: >
  When each subscription that ever had an overdue invoice was paid for, and from when until when that was what
  was known. A day is paid for when one of the invoices that ask for it is paid: an unpaid one on top of a
  period that is paid for ends nothing. One that is not overdue yet goes on with what was before it, so that
  nobody who stopped paying comes back with the next invoice. Where no invoice asks for a day, the last day
  that one asked for decides. A subscription whose first charge failed was not paid for before it, either.
owner: growth-data
grain: one row per stretch of a subscription that was paid for, by what was known
key: [account_key, subscription_id, known_from, paid_from]
columns:
  known_from: { description: "From when on this was known." }
  known_until: { description: "When something else became known (excluded)." }
---*/

with

billed_periods as (

    select * from facts.billed_periods

),

subscription_periods as (

    select * from staging.subscription_periods

),

buyers as (

    select * from entities.buyers

),

late_subscriptions as (

    select
        account_key,
        subscription_id

    from billed_periods

    where overdue_from is not null

    group by account_key, subscription_id

),

-- an invoice of its first billing interval is a subscription's first charge
beginnings as (

    select
        buyers.account_key,
        subscription_periods.subscription_id,
        min(subscription_periods.first_billed_until) as first_billed_until

    from subscription_periods

    inner join buyers
        on subscription_periods.customer_id = buyers.buyer_id

    group by buyers.account_key, subscription_periods.subscription_id

),

bills as (

    select
        billed_periods.account_key,
        billed_periods.subscription_id,
        billed_periods.invoice_id,
        billed_periods.issued_at,
        billed_periods.covers_from,
        billed_periods.covers_to,
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

-- while nothing is overdue, whatever becomes known changes nothing
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

knowledge as (

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

),

-- by then; one that does not say until when is good until the next one
known_bills as (

    select
        knowledge.account_key,
        knowledge.subscription_id,
        knowledge.known_from,
        knowledge.unpaid_from,
        bills.covers_from,
        coalesce(
            bills.covers_to,
            min(bills.covers_from) over (
                partition by knowledge.account_key, knowledge.subscription_id, knowledge.known_from
                order by bills.covers_from
                groups between 1 following and unbounded following
            ),
            'infinity'::timestamptz
        ) as covers_to,
        min(bills.covers_from) over (
            partition by knowledge.account_key, knowledge.subscription_id, knowledge.known_from
        ) as first_covers_from,
        case
            when knowledge.known_from >= bills.overdue_until then 'paid'
            when knowledge.known_from >= bills.overdue_from then 'overdue'
            else 'open'
        end as standing

    from knowledge

    inner join bills
        on knowledge.account_key = bills.account_key
        and knowledge.subscription_id = bills.subscription_id
        and knowledge.known_from >= bills.issued_at

    where knowledge.unpaid_from is not null

),

-- what ended before the first day that is overdue decides nothing after it
deciding as (

    select
        account_key,
        subscription_id,
        known_from,
        unpaid_from,
        covers_from,
        covers_to,
        first_covers_from,
        standing

    from known_bills

    where covers_to > unpaid_from

),

-- whatever is asked for changes only at one of these
boundaries as (

    select
        account_key,
        subscription_id,
        known_from,
        covers_from as starts_at
    from deciding
    where covers_from >= unpaid_from
    union
    select
        account_key,
        subscription_id,
        known_from,
        covers_to as starts_at
    from deciding
    where covers_to < 'infinity'

),

segments as (

    select
        account_key,
        subscription_id,
        known_from,
        starts_at,
        lead(starts_at, 1, 'infinity'::timestamptz) over (
            partition by account_key, subscription_id, known_from
            order by starts_at
        ) as ends_at

    from boundaries

),

-- those decide that reach furthest, and of these one that is paid is enough; an open one decides nothing
decided as (

    select
        segments.account_key,
        segments.subscription_id,
        segments.known_from,
        segments.starts_at,
        segments.ends_at,
        min(deciding.first_covers_from) as first_covers_from,
        (
            array_agg(
                case deciding.standing when 'paid' then false when 'overdue' then true end
                order by
                    case
                        when deciding.covers_to > segments.starts_at then 'infinity'::timestamptz
                        else deciding.covers_to
                    end desc,
                    array_position(array['paid', 'open', 'overdue'], deciding.standing)
            )
        )[1] as is_unpaid

    from segments

    inner join deciding
        on segments.account_key = deciding.account_key
        and segments.subscription_id = deciding.subscription_id
        and segments.known_from = deciding.known_from
        and segments.starts_at >= deciding.covers_from

    group by
        segments.account_key,
        segments.subscription_id,
        segments.known_from,
        segments.starts_at,
        segments.ends_at

),

-- what is open belongs to the last one before it that is paid or overdue
numbered as (

    select
        account_key,
        subscription_id,
        known_from,
        starts_at,
        ends_at,
        first_covers_from,
        is_unpaid,
        count(is_unpaid) over (
            partition by account_key, subscription_id, known_from
            order by starts_at
        ) as decision_number

    from decided

),

judged as (

    select
        account_key,
        subscription_id,
        known_from,
        starts_at,
        ends_at,
        first_covers_from,
        coalesce(
            bool_or(is_unpaid) over (
                partition by account_key, subscription_id, known_from, decision_number
            ),
            false
        ) as is_unpaid

    from numbered

),

unpaid as (

    select
        judged.account_key,
        judged.subscription_id,
        judged.known_from,
        case
            when
                judged.starts_at = judged.first_covers_from
                and judged.first_covers_from <= beginnings.first_billed_until
                then '-infinity'::timestamptz
            else judged.starts_at
        end as unpaid_from,
        judged.ends_at as unpaid_to

    from judged

    left join beginnings
        on judged.account_key = beginnings.account_key
        and judged.subscription_id = beginnings.subscription_id

    where judged.is_unpaid

),

-- what is not unpaid is paid for: before the first such stretch, and after each
edges as (

    select
        account_key,
        subscription_id,
        known_from,
        unpaid_to as paid_from
    from unpaid
    union all
    select
        account_key,
        subscription_id,
        known_from,
        '-infinity'::timestamptz as paid_from
    from knowledge

),

between_them as (

    select
        edges.account_key,
        edges.subscription_id,
        edges.known_from,
        edges.paid_from,
        coalesce(min(unpaid.unpaid_from), 'infinity'::timestamptz) as paid_to

    from edges

    left join unpaid
        on edges.account_key = unpaid.account_key
        and edges.subscription_id = unpaid.subscription_id
        and edges.known_from = unpaid.known_from
        and edges.paid_from <= unpaid.unpaid_from

    group by edges.account_key, edges.subscription_id, edges.known_from, edges.paid_from

),

final as (

    select
        between_them.account_key,
        between_them.subscription_id,
        between_them.paid_from,
        between_them.paid_to,
        between_them.known_from,
        knowledge.known_until

    from between_them

    inner join knowledge
        on between_them.account_key = knowledge.account_key
        and between_them.subscription_id = knowledge.subscription_id
        and between_them.known_from = knowledge.known_from

    where between_them.paid_from < between_them.paid_to

)

select * from final
