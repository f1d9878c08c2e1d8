with

members as (

    select
        users.user_id,
        accounts.icp_segment,
        date_trunc('week', users.created_at at time zone 'UTC')::date as cohort

    from entities.users

    left join entities.accounts
        on users.account_key = accounts.account_key

    where
        users.is_registered
        and users.created_at >= timestamptz '2025-07-07 00:00Z'
        and users.created_at < timestamptz '2025-12-29 00:00Z'

),

weeks as (

    select distinct
        user_id,
        date_trunc('week', occurred_at at time zone 'UTC')::date as week

    from facts.events

    where
        event_name not in ('page_view', 'pageview', '$pageview', 'email_open', 'email_opened')
        and user_id is not null
        and occurred_at >= timestamptz '2025-07-07 00:00Z'

),

returned as (

    select
        members.cohort,
        members.icp_segment,
        (weeks.week - members.cohort) / 7 as age,
        count(*) as users

    from members

    inner join weeks
        on members.user_id = weeks.user_id
        and weeks.week > members.cohort

    group by members.cohort, members.icp_segment, age

),

sizes as (

    select
        cohort,
        icp_segment,
        count(*) as size

    from members

    group by cohort, icp_segment

)

select
    sizes.cohort as period,
    sizes.cohort,
    ages.age,
    sizes.icp_segment,
    round(case when ages.age = 0 then 1 else coalesce(returned.users, 0)::numeric / sizes.size end, 12)
        as user_retention_rate

from sizes

cross join lateral generate_series(
    0,
    (date_trunc('week', (select as_of from parameters.data_horizon) at time zone 'UTC')::date - sizes.cohort) / 7
) as ages (age)

left join returned
    on sizes.cohort = returned.cohort
    and sizes.icp_segment is not distinct from returned.icp_segment
    and ages.age = returned.age

order by period, sizes.cohort, ages.age, sizes.icp_segment collate "C" nulls last
