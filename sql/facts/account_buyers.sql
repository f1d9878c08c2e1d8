/*---
view: facts.account_buyers
description: >
  Every buyer of an account at the end of each month: the payers of its subscriptions then, and its contacts
  with a buyer role. Contacts have no dates, so today's count in all months since the first revenue of any
  account. A person without a user id and a mail address cannot be recognized and is left out. Whether a
  buyer is a user is dated: not before the user was created, and not after the deletion.
owner: growth-data
grain: one row per account, month and buyer
key: [account_key, month, buyer]
time: month
columns:
  buyer: { description: "The user id of the buyer or, for others, the mail address.", pii: true }
  user_id: { description: "Null where the buyer was not a user at the end of the month." }
---*/

with

customer_months as not materialized (

    select * from facts.customer_months

),

account_payers as (

    select * from facts.account_payers

),

contacts as (

    select * from entities.contacts

),

started_months as (

    select * from parameters.started_months

),

revenue_start as (

    select min(month) as month from customer_months

),

contact_buyers as (

    select
        contacts.account_key,
        started_months.month,
        contacts.user_id,
        contacts.user_from,
        contacts.user_to,
        contacts.email

    from contacts

    cross join parameters.business as parameters

    cross join started_months

    cross join revenue_start

    where
        contacts.account_key is not null
        and lower(contacts.buyer_role) = any (parameters.buyer_roles)
        and started_months.month >= revenue_start.month

),

all_buyers as (

    select
        account_key,
        month,
        payer_key as buyer,
        user_id,
        user_from,
        user_to
    from account_payers
    where known = 'now'
    union all
    select
        account_key,
        month,
        plumbline.person_key(user_id, email) as buyer,
        user_id,
        user_from,
        user_to
    from contact_buyers

),

-- a user who pays and is a contact is one buyer
final as (

    select
        all_buyers.account_key,
        all_buyers.month,
        all_buyers.buyer,
        min(all_buyers.user_id) filter (
            where
            all_buyers.user_from < started_months.snapshot_at
            and (all_buyers.user_to is null or all_buyers.user_to >= started_months.snapshot_at)
        ) as user_id

    from all_buyers

    inner join started_months
        on all_buyers.month = started_months.month

    where all_buyers.buyer is not null

    group by all_buyers.account_key, all_buyers.month, all_buyers.buyer

)

select * from final
