/*---
view: metrics.seats
description: Every seat, when it was taken.
owner: bench
grain: one row per seat
key: [seat_id]
time: created_at
entities: { entities.accounts: account_key }
metrics:
  seat_price:
    kind: sum
    expression: price
    unit: money
    description: What the seats cost together.
---*/

with

seats as (

    select * from source.seats

),

final as (

    select
        seat_id,
        account_id as account_key,
        created_at,
        price

    from seats

)

select * from final
