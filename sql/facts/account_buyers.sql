/*---
view: facts.account_buyers
description: >
  Every buyer of an account at the end of each month: the payers of its subscriptions then, and its contacts
  with a buyer role. Contacts have no dates, so today's count in all months since the first revenue. A person
  without a user id and a mail address cannot be recognized and is left out. Whether a buyer is a user is
  dated: not before the user was created, and not after the deletion.
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
        user_id,
        user_from,
        user_to,
        payer_email as email
    from customer_months
    union all
    select
        account_key,
        month,
        user_id,
        user_from,
        user_to,
        email
    from contact_buyers

),

identified_buyers as (

    select
        account_key,
        month,
        case when user_id is not null then 'user:' || user_id else email end as buyer,
        user_id,
        user_from,
        user_to

    from all_buyers

),

-- a user who pays and is a contact is one buyer
final as (

    select
        identified_buyers.account_key,
        identified_buyers.month,
        identified_buyers.buyer,
        min(identified_buyers.user_id) filter (
            where
            identified_buyers.user_from < started_months.snapshot_at
            and (identified_buyers.user_to is null or identified_buyers.user_to >= started_months.snapshot_at)
        ) as user_id

    from identified_buyers

    inner join started_months
        on identified_buyers.month = started_months.month

    where identified_buyers.buyer is not null

    group by identified_buyers.account_key, identified_buyers.month, identified_buyers.buyer

)

select * from final
