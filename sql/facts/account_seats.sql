/*---
view: facts.account_seats
description: >
  The members and active seats of each account at the end of each month, and its headcounts. The CRM has no
  history of headcounts: today's apply to all months.
owner: growth-data
grain: one row per account and month at the end of which it has members
key: [account_key, month]
time: month
dimensions:
  account_penetration:
    description: >
      The account's active seats as a share of its employees at the end of the month, at most 1. Null without
      a headcount or members.
    column: penetration
    type: numeric
    requires: [accounts, product_events]
stored: true
indexes: [[account_key, month], [month]]
---*/

with

seats as (

    select * from facts.seats

),

accounts as not materialized (

    select * from entities.accounts

),

seats_in_use as (

    select
        seats.account_key,
        seats.month,
        count(*) as members,
        count(*) filter (where seats.days_inactive < parameters.active_seat_window_days) as active_seats

    from seats

    cross join parameters.business as parameters

    group by seats.account_key, seats.month

),

-- a headcount of zero is unknown
final as (

    select
        seats_in_use.account_key,
        seats_in_use.month,
        seats_in_use.members,
        seats_in_use.active_seats,
        case when accounts.employee_count > 0 then accounts.employee_count end as employees,
        case when accounts.role_headcount > 0 then accounts.role_headcount end as role_headcount,
        case
            when accounts.employee_count > 0
                then least(seats_in_use.active_seats::numeric / accounts.employee_count, 1)
        end as penetration

    from seats_in_use

    left join accounts
        on seats_in_use.account_key = accounts.account_key

)

select * from final
