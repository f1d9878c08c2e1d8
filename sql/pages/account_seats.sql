/*---
view: pages.account_seats
description: "The seats of each account as of `as_of`: members, active, purchased and possible ones."
owner: growth-data
grain: one row per account with members or purchased seats
key: [account_key]
stored: true
indexes: [[account_key]]
requires: [product_events]
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
columns:
  purchased_seats: { description: "Null when no subscription or contract has seats." }
  employees: { description: "Null when the CRM has no headcount." }
  role_headcount: { description: "Employees in the roles that the product is for. Null when unknown." }
  seat_penetration: { description: "Active seats per employee, as the metric. Null without a headcount." }
  seat_utilisation: { description: "Active per purchased seat, as the metric. Null without purchased seats." }
---*/

with

account_seats as (

    select * from facts.account_seats

),

seat_utilisation as (

    select * from metrics.seat_utilisation

),

running_month as (

    select * from parameters.running_month

),

seats as (

    select
        account_key,
        month,
        members,
        active_seats,
        employees,
        role_headcount,
        penetration,
        null::numeric as purchased_seats,
        null::numeric as used_seats

    from account_seats

    union all

    select
        account_key,
        month,
        null::bigint as members,
        active_seats,
        null::bigint as employees,
        null::bigint as role_headcount,
        null::numeric as penetration,
        purchased_seats,
        used_seats

    from seat_utilisation

),

final as (

    select
        seats.account_key,
        coalesce(max(seats.members), 0) as members,
        max(seats.active_seats) as active_seats,
        max(seats.purchased_seats) as purchased_seats,
        max(seats.employees) as employees,
        max(seats.role_headcount) as role_headcount,
        trim_scale(round(max(seats.penetration), 12)) as seat_penetration,
        trim_scale(round(max(seats.used_seats) / nullif(max(seats.purchased_seats), 0), 12))
            as seat_utilisation

    from seats

    inner join running_month
        on seats.month = running_month.month

    group by seats.account_key

)

select * from final
