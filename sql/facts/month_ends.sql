/*---
view: facts.month_ends
description: >
  Every month that has begun since anything was paid for, the moment at which it is looked at, and until
  when what is known counts: in current books until now, in closed ones until the month was closed, at its
  end in the time zone of the question.
owner: growth-data
grain: one row per month and kind of books
key: [month, books]
crosses_accounts: Months belong to nobody.
---*/

with

months as (

    select * from parameters.months

),

paid_period_history as not materialized (

    select * from facts.paid_period_history

),

-- before anything was paid for there is nothing to look at
first_periods as (

    select min(valid_from) as first_paid_at from paid_period_history

),

started_months as not materialized (

    select
        months.month,
        least(
            plumbline.month_end(months.month, parameters.time_zone),
            -- whatever begins as of now has begun
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
