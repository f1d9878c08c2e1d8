/*---
view: facts.buyer_classes
description: >
  How the buyers and the users of each account are related at the end of each month. One buyer who is a user
  is the same person; later some buyers are not users, and in the end none is.
owner: growth-data
grain: one row per account and month with a known buyer
key: [account_key, month]
time: month
dimensions:
  buyer_class:
    description: >
      Whether the account's buyers use the product at the end of the month: one buyer, who is a user (same);
      several buyers, at least one of them a user (overlap); no buyer is a user (separate). Null without a
      known buyer.
    values: [same, overlap, separate]
    requires: [users|product_events]
stored: true
indexes: [[account_key, month], [month]]
---*/

with

account_buyers as (

    select * from facts.account_buyers

),

buyer_counts as (

    select
        account_key,
        month,
        count(*) as buyers,
        count(user_id) as buyers_who_are_users

    from account_buyers

    group by account_key, month

),

final as (

    select
        account_key,
        month,
        buyers,
        buyers_who_are_users,
        case
            when buyers_who_are_users = 0 then 'separate'
            when buyers = 1 then 'same'
            else 'overlap'
        end as buyer_class

    from buyer_counts

)

select * from final
