/*---
view: signals.buyer_appeared
description: >
  The first payer of an account who is not a user at that moment, after users had started: users and buyers
  have become different people. Detected once for an account, and closed after 28 days.
owner: growth-data
grain: one row per account with such a payer
key: [subject_key]
stored: true
signal: { subject: account, severity: medium, act_by: sales }
requires: [users, billing_customers]
---*/

with

buyers as (

    select * from entities.buyers

),

subscription_periods as (

    select * from staging.subscription_periods

),

user_creation_history as not materialized (

    select * from entities.user_creation_history

),

first_users as (

    select
        account_key,
        min(recorded_from) as started_at

    from user_creation_history

    group by account_key

),

first_subscriptions as (

    select
        customer_id,
        min(valid_from) as first_paid_at

    from subscription_periods

    group by customer_id

),

payers as (

    select
        buyers.account_key,
        buyers.user_from,
        buyers.user_to,
        coalesce(buyers.created_at, first_subscriptions.first_paid_at) as appeared_at

    from buyers

    left join first_subscriptions
        on buyers.buyer_id = first_subscriptions.customer_id

),

other_payers as (

    select
        payers.account_key,
        first_users.started_at,
        min(payers.appeared_at) as appeared_at

    from payers

    inner join first_users
        on payers.account_key = first_users.account_key
        and payers.appeared_at > first_users.started_at

    where
        payers.user_from is null
        or payers.user_from > payers.appeared_at
        or payers.user_to <= payers.appeared_at

    group by payers.account_key, first_users.started_at

),

final as (

    select
        account_key,
        account_key as subject_key,
        appeared_at as detected_at,
        appeared_at + interval '28 days' as closed_at,
        jsonb_build_object('days_since_first_user', extract(day from appeared_at - started_at)) as evidence

    from other_payers

)

select * from final
