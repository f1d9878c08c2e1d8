with

signups as (

    select
        user_id,
        account_key,
        created_at,
        invited_or_self

    from entities.users

    where
        is_registered
        and created_at + interval '168 hours' <= (select as_of from parameters.data_horizon)

),

activated as (

    select distinct signups.user_id

    from signups

    inner join facts.events
        on signups.user_id = events.user_id
        and events.occurred_at <= signups.created_at + interval '168 hours'
        and events.event_name not in ('page_view', 'pageview', '$pageview', 'email_open', 'email_opened')

)

select
    date_trunc('quarter', signups.created_at at time zone 'UTC')::date as period,
    signups.invited_or_self,
    count(*) as eligible_signups,
    count(activated.user_id) as activated_users,
    round(count(activated.user_id)::numeric / count(*), 12) as activation_rate

from signups

left join activated
    on signups.user_id = activated.user_id

group by period, signups.invited_or_self

order by period, signups.invited_or_self collate "C" nulls last
