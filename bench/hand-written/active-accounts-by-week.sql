select
    date_trunc('week', occurred_at at time zone 'UTC')::date as period,
    count(distinct account_id) as active_accounts

from facts.events

where
    event_name not in ('page_view', 'pageview', '$pageview', 'email_open', 'email_opened')
    and account_id is not null
    and occurred_at >= timestamptz '2025-01-06 00:00Z'
    and occurred_at < timestamptz '2025-12-29 00:00Z'

group by period

order by period
