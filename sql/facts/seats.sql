/*---
view: facts.seats
description: >
  Every member of an account at the end of each month, with the days since the member was last active in the
  account. A member belongs to a workspace of the account, with any employer: contractors have seats too.
  Where no memberships are provided, the users of an account are its members.
owner: growth-data
grain: one row per account, month and member at its end
key: [account_key, month, user_id]
time: month
columns:
  days_inactive: { description: "The days since the last active day, 0 on that day. Null when never active." }
---*/

with

memberships as (

    select * from entities.memberships

),

workspaces as (

    select * from entities.workspaces

),

users as not materialized (

    select * from entities.users

),

user_creations as not materialized (

    select * from facts.user_creations

),

activity_months as (

    select * from facts.activity_months

),

started_months as (

    select * from parameters.started_months

),

-- a deleted workspace has no members
stays as (

    select
        memberships.account_key,
        memberships.user_id,
        memberships.valid_from,
        least(memberships.valid_to, workspaces.deleted_at) as valid_to

    from memberships

    inner join workspaces
        on memberships.account_key = workspaces.account_key
        and memberships.workspace_id = workspaces.workspace_id

    union all

    select
        users.account_key,
        users.user_id,
        user_creations.created_at as valid_from,
        users.deleted_at as valid_to

    from users

    inner join user_creations
        on users.account_key = user_creations.account_key
        and users.user_id = user_creations.user_id

    where not exists (select 1 from staging.memberships)

),

-- a member of several workspaces has one seat
members as (

    select
        stays.account_key,
        stays.user_id,
        started_months.month,
        started_months.last_day

    from stays

    inner join started_months
        on stays.valid_from < started_months.snapshot_at
        and (stays.valid_to is null or stays.valid_to >= started_months.snapshot_at)

    group by stays.account_key, stays.user_id, started_months.month, started_months.last_day

),

final as (

    select
        members.account_key,
        members.month,
        members.user_id,
        members.last_day - activity_months.last_active_on as days_inactive

    from members

    left join activity_months
        on members.account_key = activity_months.account_key
        and members.user_id = activity_months.user_id
        and members.month >= activity_months.month
        and members.month < activity_months.next_active_month

)

select * from final
