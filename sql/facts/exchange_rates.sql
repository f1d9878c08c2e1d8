/*---
view: facts.exchange_rates
description: >
  What a unit of each currency is worth in the reporting one, from which month to which (the end excluded):
  the last rate of a month that was known by then holds until a month has another one, and the first one
  holds before it, too. In closed books, each month has the rate that was known when it was closed.
owner: growth-data
grain: one row per currency and month with a rate
key: [currency, valid_from_month]
---*/

with

fx_rates as (

    select * from staging.fx_rates

),

-- what was known by then; the first one ever stays, for without it nothing could be reckoned
known_rates as (

    select
        fx_rates.currency,
        fx_rates.day,
        fx_rates.rate,
        row_number() over (partition by fx_rates.currency order by fx_rates.day) as rate_number,
        (parameters.as_of at time zone parameters.time_zone)::date as today

    from fx_rates

    cross join parameters.business as parameters

),

-- the last rate of the month; in closed books, the last one that was known when it was closed
monthly_rates as (

    select
        known_rates.currency,
        closings.month,
        (array_agg(known_rates.rate order by known_rates.day desc))[1] as rate

    from known_rates

    cross join parameters.business as parameters

    cross join lateral (
        select date_trunc(
            'month',
            case
                -- a month is closed on the day after its last
                when parameters.books = 'closed' and parameters.exchange_rates = 'constant' then known_rates.day - 1
                else known_rates.day
            end::timestamp
        )::date as month
    ) as closings

    where
        known_rates.day <= known_rates.today
        or known_rates.rate_number = 1

    group by known_rates.currency, closings.month

),

-- by option, the last rate in every month; closed books know no later one
chosen_rates as (

    select
        monthly_rates.currency,
        monthly_rates.month,
        case
            when parameters.exchange_rates = 'constant' and parameters.books = 'current'
                then last_value(monthly_rates.rate) over (
                    partition by monthly_rates.currency
                    order by monthly_rates.month
                    rows between unbounded preceding and unbounded following
                )
            else monthly_rates.rate
        end as rate

    from monthly_rates

    cross join parameters.business as parameters

    union all

    -- before there was any, the very first
    select
        known_rates.currency,
        date '0001-01-01' as month,
        known_rates.rate

    from known_rates

    cross join parameters.business as parameters

    where
        known_rates.rate_number = 1
        and parameters.books = 'closed'

),

final as (

    select
        currency,
        rate,
        case
            when row_number() over (partition by currency order by month) = 1 then date '0001-01-01'
            else month
        end as valid_from_month,
        lead(month, 1, date '2999-01-01') over (partition by currency order by month) as valid_to_month

    from chosen_rates

)

select * from final
