select
    date_trunc('quarter', events.occurred_at at time zone 'UTC')::date as period,
    accounts.country,
    count(*) as active_events

from facts.events

left join entities.accounts
    on events.account_id = accounts.account_key

where events.event_name not in ('page_view', 'pageview', '$pageview', 'email_open', 'email_opened')

group by period, accounts.country

order by period, accounts.country collate "C" nulls last
