with

days as (

    select distinct
        user_id,
        (occurred_at at time zone 'UTC')::date as day

    from facts.events

    where
        event_name not in ('page_view', 'pageview', '$pageview', 'email_open', 'email_opened')
        and user_id is not null
        and occurred_at >= timestamptz '2024-12-01 00:00Z'

),

weeks as (

    select week::date as week
    from generate_series(timestamp '2025-01-06', timestamp '2025-12-22', interval '1 week') as series (week)

)

select
    weeks.week as period,
    count(distinct days.user_id) as monthly_active_users

from weeks

left join days
    on days.day > weeks.week + 6 - 28
    and days.day <= weeks.week + 6

group by weeks.week

order by period
