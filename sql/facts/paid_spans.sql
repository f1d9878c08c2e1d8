/*---
view: facts.paid_spans
description: >
  When each subscription that ever had an overdue invoice was paid for, with system-time periods: before,
  between and after its unpaid spans.
owner: growth-data
grain: one row per paid span of a subscription and system-time period
key: [account_key, subscription_id, recorded_from, paid_from]
columns:
  recorded_from: { description: "The start of the system-time period." }
  recorded_to: { description: "The end of the system-time period (excluded)." }
---*/

with

unpaid_spans as (

    select * from facts.unpaid_spans

),

-- a paid span starts before the first unpaid span and after each one
span_starts as (

    select
        account_key,
        subscription_id,
        recorded_from,
        recorded_to,
        unpaid_to as paid_from
    from unpaid_spans
    where unpaid_from is not null
    union all
    select
        account_key,
        subscription_id,
        recorded_from,
        recorded_to,
        '-infinity'::timestamptz as paid_from
    from unpaid_spans
    where span_number = 1

),

spans as (

    select
        span_starts.account_key,
        span_starts.subscription_id,
        span_starts.recorded_from,
        span_starts.recorded_to,
        span_starts.paid_from,
        coalesce(min(unpaid_spans.unpaid_from), 'infinity'::timestamptz) as paid_to

    from span_starts

    left join unpaid_spans
        on span_starts.account_key = unpaid_spans.account_key
        and span_starts.subscription_id = unpaid_spans.subscription_id
        and span_starts.recorded_from = unpaid_spans.recorded_from
        and span_starts.paid_from <= unpaid_spans.unpaid_from

    group by
        span_starts.account_key,
        span_starts.subscription_id,
        span_starts.recorded_from,
        span_starts.recorded_to,
        span_starts.paid_from

),

final as (

    select
        account_key,
        subscription_id,
        paid_from,
        paid_to,
        recorded_from,
        recorded_to

    from spans

    where paid_from < paid_to

)

select * from final
