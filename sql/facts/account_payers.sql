/*---
view: facts.account_payers
description: >
  The people who paid for each account at the end of each month: the one definition of the payers of an
  account. A person pays once, for however many customers. A customer whose payer is unknown, such as a
  contract, has no payer.
owner: growth-data
grain: one row per account, month and person who pays
key: [account_key, month, payer_key]
time: month
columns:
  payer_key: { description: "The user or, where the payer is none, the mail address.", pii: true }
---*/

with

customer_months as not materialized (

    select * from facts.customer_months

),

paying_people as (

    select
        account_key,
        month,
        plumbline.person_key(user_id, payer_email) as payer_key,
        user_id,
        user_from,
        user_to

    from customer_months

),

final as (

    select
        account_key,
        month,
        payer_key,
        user_id,
        user_from,
        user_to

    from paying_people

    where payer_key is not null

    group by account_key, month, payer_key, user_id, user_from, user_to

)

select * from final
