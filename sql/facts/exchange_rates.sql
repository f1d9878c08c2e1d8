/*---
view: facts.exchange_rates
description: >
  The value of a unit of each currency in the reporting currency, with validity periods in months (the end
  excluded). The last rate of a month, as known at `as_of`, is valid until the next month with a rate; the
  first rate is also valid before it. In closed books each month has the rate known when it was closed.
owner: growth-data
grain: one row per currency and month with a rate, in each kind of books
key: [currency, books, valid_from_month]
---*/

with

fx_rates as (

    select * from staging.fx_rates

),

-- the first rate always counts, since earlier months depend on it
known_rates as (

    select
        fx_rates.currency,
        fx_rates.day,
        fx_rates.rate,
        row_number() over (partition by fx_rates.currency order by fx_rates.day) as rate_number,
        plumbline.local_date(parameters.as_of, parameters.time_zone) as today

    from fx_rates

    cross join parameters.business as parameters

),

-- rates by month; constant rates of closed books use the last rate before the month was closed
dated_rates as (

    select
        currency,
        rate,
        day,
        rate_number,
        today,
        'current' as books,
        date_trunc('month', day::timestamp)::date as month
    from known_rates
    union all
    select
        known_rates.currency,
        known_rates.rate,
        known_rates.day,
        known_rates.rate_number,
        known_rates.today,
        'closed' as books,
        date_trunc(
            'month',
            case
                when parameters.exchange_rates = 'constant' then known_rates.day - 1
                else known_rates.day
            end::timestamp
        )::date as month
    from known_rates
    cross join parameters.business as parameters

),

monthly_rates as (

    select
        currency,
        books,
        month,
        (array_agg(rate order by day desc))[1] as rate

    from dated_rates

    where
        day <= today
        or rate_number = 1

    group by currency, books, month

),

-- by option, the last rate applies to all months; closed books know no later rate
chosen_rates as (

    select
        monthly_rates.currency,
        monthly_rates.books,
        monthly_rates.month,
        case
            when parameters.exchange_rates = 'constant' and monthly_rates.books = 'current'
                then last_value(monthly_rates.rate) over (
                    partition by monthly_rates.currency, monthly_rates.books
                    order by monthly_rates.month
                    rows between unbounded preceding and unbounded following
                )
            else monthly_rates.rate
        end as rate

    from monthly_rates

    cross join parameters.business as parameters

    union all

    -- closed books use the first rate for earlier months
    select
        currency,
        'closed' as books,
        date '0001-01-01' as month,
        rate

    from known_rates

    where rate_number = 1

),

final as (

    select
        currency,
        books,
        rate,
        case
            when row_number() over (partition by currency, books order by month) = 1 then date '0001-01-01'
            else month
        end as valid_from_month,
        lead(month, 1, date '2999-01-01') over (partition by currency, books order by month) as valid_to_month

    from chosen_rates

)

select * from final
