/*---
view: pages.accounts
description: >
  What an account page shows, in one row, as of `as_of`. A part is null where the account has none, or where
  its source tables were not provided. Open signals are in signals.feed.
owner: growth-data
grain: one row per account
key: [account_key]
---*/

with

accounts as not materialized (

    select * from entities.accounts

),

account_health as (

    select * from pages.account_health

),

account_segment as (

    select * from pages.account_segment

),

account_revenue as (

    select * from pages.account_revenue

),

account_seats as (

    select * from pages.account_seats

),

account_people as (

    select * from pages.account_people

),

account_contracts as (

    select * from pages.account_contracts

),

final as (

    select
        accounts.account_key,
        accounts.name,
        accounts.account_kind,
        accounts.owner_rep_id,
        account_health.health_score,
        account_health.health_band,
        account_health.health_trend,
        account_health.components as health_components,
        account_segment.plan_state,
        account_segment.segment,
        account_segment.previous_segment,
        account_revenue.plan,
        account_revenue.mrr,
        account_revenue.origin_motion,
        account_revenue.months as revenue_months,
        account_revenue.motions as revenue_motions,
        account_seats.members,
        account_seats.active_seats,
        account_seats.purchased_seats,
        account_seats.employees,
        account_seats.role_headcount,
        account_seats.seat_penetration,
        account_seats.seat_utilisation,
        account_people.users,
        account_people.active_users,
        account_people.champions,
        account_people.buyers,
        account_people.buyers_who_are_users,
        account_people.buyer_class,
        account_contracts.limits,
        account_contracts.consumption,
        account_contracts.renewals

    from accounts

    left join account_health
        on accounts.account_key = account_health.account_key

    left join account_segment
        on accounts.account_key = account_segment.account_key

    left join account_revenue
        on accounts.account_key = account_revenue.account_key

    left join account_seats
        on accounts.account_key = account_seats.account_key

    left join account_people
        on accounts.account_key = account_people.account_key

    left join account_contracts
        on accounts.account_key = account_contracts.account_key

)

select * from final
