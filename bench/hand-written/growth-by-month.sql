with

months as (

    select distinct
        user_id,
        date_trunc('month', occurred_at at time zone 'UTC')::date as month

    from facts.events

    where
        event_name not in ('page_view', 'pageview', '$pageview', 'email_open', 'email_opened')
        and user_id is not null

),

surroundings as (

    select
        month,
        lag(month) over (partition by user_id order by month) as previous,
        lead(month) over (partition by user_id order by month) as following

    from months

),

active as (

    select
        month,
        count(*) filter (where previous is null) as new,
        count(*) filter (where previous = month - interval '1 month') as retained,
        count(*) filter (where previous < month - interval '1 month') as resurrected

    from surroundings

    group by month

),

gone as (

    select
        (month + interval '1 month')::date as month,
        count(*) as dormant

    from surroundings

    where following is distinct from (month + interval '1 month')::date

    group by (month + interval '1 month')::date

)

select
    active.month as period,
    active.new,
    active.retained,
    active.resurrected,
    coalesce(gone.dormant, 0) as dormant

from active

left join gone
    on active.month = gone.month

order by period
