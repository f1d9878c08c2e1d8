/*---
view: facts.activity_months
description: >
  The last day of each month on which each user was active in each account: in its workspaces or, without a
  workspace, as its user. Valid until the month in which the user is active there again.
owner: growth-data
grain: one row per account, user and month with activity
key: [account_key, user_id, month]
time: month
crosses_accounts: Users of several accounts may be active in one account.
---*/

with

activity as (

    select * from facts.activity

),

active_months as (

    select
        activity.event_account_key as account_key,
        activity.user_id,
        plumbline.local_month(activity.occurred_at, parameters.time_zone) as month,
        max(plumbline.local_date(activity.occurred_at, parameters.time_zone)) as last_active_on

    from activity

    cross join parameters.business as parameters

    where
        activity.user_id is not null
        and activity.event_account_key is not null

    group by
        activity.event_account_key,
        activity.user_id,
        plumbline.local_month(activity.occurred_at, parameters.time_zone)

),

final as (

    select
        account_key,
        user_id,
        month,
        last_active_on,
        lead(month, 1, 'infinity'::date) over (
            partition by account_key, user_id
            order by month
        ) as next_active_month

    from active_months

)

select * from final
