/*---
view: facts.account_penetration
description: >
  The active seats of each started account as a share of its employees, as of `as_of`, in each window over
  which accounts are measured. Above 1 where contractors use the product too.
owner: growth-data
grain: one row per started account with a headcount, and window
key: [account_key, window_days]
---*/

with

started_accounts as (

    select * from facts.started_accounts

),

accounts as not materialized (

    select * from entities.accounts

),

seats as (

    select * from facts.seats

),

running_month as (

    select * from parameters.running_month

),

windows as not materialized (

    select * from parameters.measure_windows

),

active_seats as (

    select
        seats.account_key,
        windows.window_days,
        count(*) as active_seats

    from seats

    inner join running_month
        on seats.month = running_month.month

    inner join windows
        on seats.days_inactive < windows.window_days

    group by seats.account_key, windows.window_days

),

-- every account in every window, with active seats or without
final as (

    select
        started_accounts.account_key,
        windows.window_days,
        coalesce(active_seats.active_seats, 0)::numeric / accounts.employee_count as penetration

    from started_accounts

    cross join windows

    inner join accounts
        on started_accounts.account_key = accounts.account_key

    left join active_seats
        on started_accounts.account_key = active_seats.account_key
        and windows.window_days = active_seats.window_days

    where accounts.employee_count > 0

)

select * from final
