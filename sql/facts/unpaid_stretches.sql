/*---
view: facts.unpaid_stretches
description: >
  When each subscription that ever had an overdue invoice was not paid for, and from when until when that was
  what was known. Of the invoices that ask for a day one that is paid is enough: an unpaid one on top of a
  period that is paid for ends nothing but, at most, an item that was added with it, which facts.added_items
  decides. One that is not overdue yet goes on with what was before it, so that nobody who stopped paying
  comes back with the next invoice. Where no invoice asks for a day, the last day that one asked for decides.
  A subscription whose first charge failed was not paid for before it, either.
owner: growth-data
grain: >
  one row per stretch of a subscription that was not paid for, by what was known, and one without a stretch
  where it was paid for all the time
key: [account_key, subscription_id, known_from, stretch_number]
columns:
  known_from: { description: "From when on this was known." }
  known_until: { description: "When something else became known (excluded)." }
  unpaid_from: { description: "Null where it was paid for all the time." }
---*/

with

arrears as (

    select * from facts.arrears

),

billed_periods as (

    select * from facts.billed_periods

),

subscription_periods as (

    select * from staging.subscription_periods

),

buyers as (

    select * from entities.buyers

),

-- an invoice of its first billing interval is a subscription's first charge
first_charges as (

    select
        buyers.account_key,
        subscription_periods.subscription_id,
        min(subscription_periods.first_billed_until) as first_billed_until

    from subscription_periods

    inner join buyers
        on subscription_periods.customer_id = buyers.buyer_id

    group by buyers.account_key, subscription_periods.subscription_id

),

-- by then; one that does not say until when is good until the next one
known_bills as (

    select
        arrears.account_key,
        arrears.subscription_id,
        arrears.known_from,
        arrears.unpaid_from,
        billed_periods.covers_from,
        coalesce(
            billed_periods.covers_to,
            min(billed_periods.covers_from) over (
                partition by arrears.account_key, arrears.subscription_id, arrears.known_from
                order by billed_periods.covers_from
                groups between 1 following and unbounded following
            ),
            'infinity'::timestamptz
        ) as covers_to,
        min(billed_periods.covers_from) over (
            partition by arrears.account_key, arrears.subscription_id, arrears.known_from
        ) as first_covers_from,
        case
            when arrears.known_from >= billed_periods.overdue_until then 'paid'
            when arrears.known_from >= billed_periods.overdue_from then 'overdue'
            else 'open'
        end as standing

    from arrears

    inner join billed_periods
        on arrears.account_key = billed_periods.account_key
        and arrears.subscription_id = billed_periods.subscription_id
        and arrears.known_from >= billed_periods.issued_at

    where arrears.unpaid_from is not null

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
                and judged.first_covers_from <= first_charges.first_billed_until
                then '-infinity'::timestamptz
            else judged.starts_at
        end as unpaid_from,
        judged.ends_at as unpaid_to

    from judged

    left join first_charges
        on judged.account_key = first_charges.account_key
        and judged.subscription_id = first_charges.subscription_id

    where judged.is_unpaid

),

final as (

    select
        arrears.account_key,
        arrears.subscription_id,
        arrears.known_from,
        arrears.known_until,
        unpaid.unpaid_from,
        unpaid.unpaid_to,
        row_number() over (
            partition by arrears.account_key, arrears.subscription_id, arrears.known_from
            order by unpaid.unpaid_to
        ) as stretch_number

    from arrears

    left join unpaid
        on arrears.account_key = unpaid.account_key
        and arrears.subscription_id = unpaid.subscription_id
        and arrears.known_from = unpaid.known_from

)

select * from final
