select
    date_trunc('month', occurred_at at time zone 'UTC')::date as period,
    count(distinct user_id) as active_users

from facts.events

where
    event_name not in ('page_view', 'pageview', '$pageview', 'email_open', 'email_opened')
    and user_id is not null

group by period

order by period
