/*---
view: facts.evaluations
description: >
  The moments at which accounts are evaluated: `as_of`, and the last moment of every day, week and month that
  has ended by then, since the first account started. Days and weeks after the end of the data are not
  evaluated.
owner: growth-data
grain: one row per moment
key: [evaluation, evaluated_at]
stored: true
indexes: [[evaluation, evaluated_on]]
columns:
  evaluation: { description: "`now` for as_of; `day`, `week` and `month` for the end of one." }
  evaluated_on: { description: "The local day of the moment." }
crosses_accounts: A moment belongs to no account.
---*/

with

started_accounts as (

    select * from facts.started_accounts

),

months as (

    select * from parameters.months

),

running_month as (

    select * from parameters.running_month

),

data_horizon as (

    select * from parameters.data_horizon

),

first_days as (

    select
        plumbline.local_date(min(started_accounts.started_at), parameters.time_zone) as first_on,
        least(parameters.as_of, data_horizon.as_of) as last_moment,
        parameters.time_zone,
        -- Monday is day 1; a week ends on the day before the next one starts
        (
            array_position(
                array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
                parameters.week_start
            ) + 5
        ) % 7 + 1 as last_weekday

    from started_accounts

    cross join parameters.business as parameters

    cross join data_horizon

    group by parameters.as_of, data_horizon.as_of, parameters.time_zone, parameters.week_start

),

days as (

    select
        days.day::date as evaluated_on,
        plumbline.day_start(days.day::date + 1, first_days.time_zone) - interval '1 microsecond'
            as evaluated_at,
        first_days.last_moment,
        extract(isodow from days.day) = first_days.last_weekday as is_end_of_week

    from first_days

    cross join lateral generate_series(
        first_days.first_on::timestamp,
        plumbline.local_date(first_days.last_moment, first_days.time_zone)::timestamp,
        interval '1 day'
    ) as days (day)

),

-- a day or week that has not ended is not evaluated
day_ends as (

    select
        evaluated_on,
        evaluated_at,
        is_end_of_week

    from days

    where evaluated_at <= last_moment

),

month_ends as (

    select
        plumbline.add_months(months.month, 1) - 1 as evaluated_on,
        plumbline.month_end(months.month, first_days.time_zone) - interval '1 microsecond' as evaluated_at

    from first_days

    cross join running_month

    inner join months
        on months.month <= running_month.month
        and months.month >= date_trunc('month', first_days.first_on::timestamp)::date

),

final as (

    select
        'now' as evaluation,
        parameters.as_of as evaluated_at,
        plumbline.local_date(parameters.as_of, parameters.time_zone) as evaluated_on
    from parameters.business as parameters
    union all
    select
        'day' as evaluation,
        evaluated_at,
        evaluated_on
    from day_ends
    union all
    select
        'week' as evaluation,
        evaluated_at,
        evaluated_on
    from day_ends
    where is_end_of_week
    union all
    select
        'month' as evaluation,
        month_ends.evaluated_at,
        month_ends.evaluated_on
    from month_ends
    cross join parameters.business as parameters
    where month_ends.evaluated_at <= parameters.as_of

)

select * from final
