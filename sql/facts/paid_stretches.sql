/*---
view: facts.paid_stretches
description: >
  When each subscription that ever had an overdue invoice was paid for, and from when until when that was what
  was known: before, between and after the stretches that nobody paid for.
owner: growth-data
grain: one row per stretch of a subscription that was paid for, by what was known
key: [account_key, subscription_id, known_from, paid_from]
columns:
  known_from: { description: "From when on this was known." }
  known_until: { description: "When something else became known (excluded)." }
---*/

with

unpaid_stretches as (

    select * from facts.unpaid_stretches

),

-- what is not unpaid is paid for: before the first such stretch, and after each
edges as (

    select
        account_key,
        subscription_id,
        known_from,
        known_until,
        unpaid_to as paid_from
    from unpaid_stretches
    where unpaid_from is not null
    union all
    select
        account_key,
        subscription_id,
        known_from,
        known_until,
        '-infinity'::timestamptz as paid_from
    from unpaid_stretches
    where stretch_number = 1

),

between_them as (

    select
        edges.account_key,
        edges.subscription_id,
        edges.known_from,
        edges.known_until,
        edges.paid_from,
        coalesce(min(unpaid_stretches.unpaid_from), 'infinity'::timestamptz) as paid_to

    from edges

    left join unpaid_stretches
        on edges.account_key = unpaid_stretches.account_key
        and edges.subscription_id = unpaid_stretches.subscription_id
        and edges.known_from = unpaid_stretches.known_from
        and edges.paid_from <= unpaid_stretches.unpaid_from

    group by
        edges.account_key,
        edges.subscription_id,
        edges.known_from,
        edges.known_until,
        edges.paid_from

),

final as (

    select
        account_key,
        subscription_id,
        paid_from,
        paid_to,
        known_from,
        known_until

    from between_them

    where paid_from < paid_to

)

select * from final
