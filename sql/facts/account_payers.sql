/*---
view: facts.account_payers
description: >
  The people who paid for each account at the end of each month: the one definition of the payers of an
  account. A person pays once, for however many customers. A customer whose payer is unknown, such as a
  contract, has no payer. Known now, and as known at that moment.
owner: growth-data
grain: one row per account, month and person who pays, now and then
key: [account_key, month, known, payer_key]
time: month
columns:
  payer_key: { description: "The user or, where the payer is none, the mail address.", pii: true }
---*/

with

known_items as not materialized (

    select * from facts.known_items

),

buyers as (

    select * from entities.buyers

),

paying_people as (

    select
        known_items.account_key,
        known_items.month,
        known_items.known,
        plumbline.person_key(buyers.user_id, buyers.payer_email) as payer_key,
        buyers.user_id,
        buyers.user_from,
        buyers.user_to

    from known_items

    inner join buyers
        on known_items.account_key = buyers.account_key
        and known_items.buyer_id = buyers.buyer_id

    where known_items.amount > 0

),

final as (

    select
        account_key,
        month,
        known,
        payer_key,
        user_id,
        user_from,
        user_to

    from paying_people

    where payer_key is not null

    group by account_key, month, known, payer_key, user_id, user_from, user_to

)

select * from final
