/*---
view: facts.unpaid_spans
description: >
  When each subscription that ever had an overdue invoice was unpaid, with system-time periods. Of the
  invoices that cover a day, one paid invoice is enough: an unpaid invoice on top of a paid period ends at
  most an item that was added with it (see facts.added_items). An open invoice keeps the previous status, so
  a subscription that stopped paying does not return with its next invoice. Days without an invoice have the
  status of the last covered day. A subscription whose first charge failed is unpaid from its start.
owner: growth-data
grain: >
  one row per unpaid span of a subscription and system-time period, and one without a span where it was paid
  for all the time
key: [account_key, subscription_id, recorded_from, span_number]
columns:
  recorded_from: { description: "The start of the system-time period." }
  recorded_to: { description: "The end of the system-time period (excluded)." }
  unpaid_from: { description: "Null where the subscription was paid for all the time." }
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

-- invoices of the first billing interval are a subscription's first charge
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

-- invoices known at each moment; an invoice without an end covers the days until the next one
known_bills as (

    select
        arrears.account_key,
        arrears.subscription_id,
        arrears.recorded_from,
        arrears.unpaid_from,
        billed_periods.covers_from,
        coalesce(
            billed_periods.covers_to,
            min(billed_periods.covers_from) over (
                partition by arrears.account_key, arrears.subscription_id, arrears.recorded_from
                order by billed_periods.covers_from
                groups between 1 following and unbounded following
            ),
            'infinity'::timestamptz
        ) as covers_to,
        min(billed_periods.covers_from) over (
            partition by arrears.account_key, arrears.subscription_id, arrears.recorded_from
        ) as first_covers_from,
        case
            when arrears.recorded_from >= billed_periods.overdue_until then 'paid'
            when arrears.recorded_from >= billed_periods.overdue_from then 'overdue'
            else 'open'
        end as status

    from arrears

    inner join billed_periods
        on arrears.account_key = billed_periods.account_key
        and arrears.subscription_id = billed_periods.subscription_id
        and arrears.recorded_from >= billed_periods.issued_at

    where arrears.unpaid_from is not null

),

-- an invoice that ends before the first overdue day decides nothing after it
deciding_bills as (

    select
        account_key,
        subscription_id,
        recorded_from,
        unpaid_from,
        covers_from,
        covers_to,
        first_covers_from,
        status

    from known_bills

    where covers_to > unpaid_from

),

-- the set of covering invoices changes only at these moments
boundaries as (

    select
        account_key,
        subscription_id,
        recorded_from,
        covers_from as starts_at
    from deciding_bills
    where covers_from >= unpaid_from
    union
    select
        account_key,
        subscription_id,
        recorded_from,
        covers_to as starts_at
    from deciding_bills
    where covers_to < 'infinity'

),

segments as (

    select
        account_key,
        subscription_id,
        recorded_from,
        starts_at,
        lead(starts_at, 1, 'infinity'::timestamptz) over (
            partition by account_key, subscription_id, recorded_from
            order by starts_at
        ) as ends_at

    from boundaries

),

-- the invoices that reach furthest decide, and one paid invoice is enough; an open invoice does not decide
decided_segments as (

    select
        segments.account_key,
        segments.subscription_id,
        segments.recorded_from,
        segments.starts_at,
        segments.ends_at,
        min(deciding_bills.first_covers_from) as first_covers_from,
        (
            array_agg(
                case deciding_bills.status when 'paid' then false when 'overdue' then true end
                order by
                    case
                        when deciding_bills.covers_to > segments.starts_at then 'infinity'::timestamptz
                        else deciding_bills.covers_to
                    end desc,
                    array_position(array['paid', 'open', 'overdue'], deciding_bills.status)
            )
        )[1] as is_unpaid

    from segments

    inner join deciding_bills
        on segments.account_key = deciding_bills.account_key
        and segments.subscription_id = deciding_bills.subscription_id
        and segments.recorded_from = deciding_bills.recorded_from
        and segments.starts_at >= deciding_bills.covers_from

    group by
        segments.account_key,
        segments.subscription_id,
        segments.recorded_from,
        segments.starts_at,
        segments.ends_at

),

-- an open segment takes the status of the last paid or overdue one before it
decision_groups as (

    select
        account_key,
        subscription_id,
        recorded_from,
        starts_at,
        ends_at,
        first_covers_from,
        is_unpaid,
        count(is_unpaid) over (
            partition by account_key, subscription_id, recorded_from
            order by starts_at
        ) as decision_number

    from decided_segments

),

resolved_segments as (

    select
        account_key,
        subscription_id,
        recorded_from,
        starts_at,
        ends_at,
        first_covers_from,
        coalesce(
            bool_or(is_unpaid) over (
                partition by account_key, subscription_id, recorded_from, decision_number
            ),
            false
        ) as is_unpaid

    from decision_groups

),

unpaid_segments as (

    select
        resolved_segments.account_key,
        resolved_segments.subscription_id,
        resolved_segments.recorded_from,
        case
            when
                resolved_segments.starts_at = resolved_segments.first_covers_from
                and resolved_segments.first_covers_from <= first_charges.first_billed_until
                then '-infinity'::timestamptz
            else resolved_segments.starts_at
        end as unpaid_from,
        resolved_segments.ends_at as unpaid_to

    from resolved_segments

    left join first_charges
        on resolved_segments.account_key = first_charges.account_key
        and resolved_segments.subscription_id = first_charges.subscription_id

    where resolved_segments.is_unpaid

),

final as (

    select
        arrears.account_key,
        arrears.subscription_id,
        arrears.recorded_from,
        arrears.recorded_to,
        unpaid_segments.unpaid_from,
        unpaid_segments.unpaid_to,
        row_number() over (
            partition by arrears.account_key, arrears.subscription_id, arrears.recorded_from
            order by unpaid_segments.unpaid_to
        ) as span_number

    from arrears

    left join unpaid_segments
        on arrears.account_key = unpaid_segments.account_key
        and arrears.subscription_id = unpaid_segments.subscription_id
        and arrears.recorded_from = unpaid_segments.recorded_from

)

select * from final
