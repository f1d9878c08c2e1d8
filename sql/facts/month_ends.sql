/*---
view: facts.month_ends
description: >
  Every month since the first payment, the moment at which it is evaluated, and the system time as of which
  records count: `as_of` in current books, the end of the month in the query's time zone in closed books.
owner: growth-data
grain: one row per month and kind of books
key: [month, books]
crosses_accounts: A month belongs to no account.
---*/

with

months as (

    select * from parameters.months

),

paid_period_history as not materialized (

    select * from facts.paid_period_history

),

-- months before the first payment are empty
first_periods as (

    select min(valid_from) as first_paid_at from paid_period_history

),

started_months as not materialized (

    select
        months.month,
        least(
            plumbline.month_end(months.month, parameters.time_zone),
            -- starts at `as_of` are included
            parameters.as_of + interval '1 microsecond'
        ) as snapshot_at,
        least(
            plumbline.month_end(months.month, parameters.time_zone),
            parameters.as_of
        ) as closed_at,
        parameters.as_of

    from months

    cross join parameters.business as parameters

    cross join first_periods

    where
        plumbline.day_start(months.month, parameters.time_zone) < parameters.as_of
        and plumbline.month_end(months.month, parameters.time_zone) >= first_periods.first_paid_at

),

final as (

    select
        month,
        'current' as books,
        snapshot_at,
        as_of as recorded_at
    from started_months
    union all
    select
        month,
        'closed' as books,
        snapshot_at,
        closed_at as recorded_at
    from started_months

)

select * from final
