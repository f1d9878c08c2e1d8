/*---
view: entities.dated_accounts
description: >
  Where somebody was said to work, and until when, under the one user id that the person has. The later start
  wins where two overlap.
owner: growth-data
grain: one row per person, account and start
key: [user_id, valid_from, account_id]
time: valid_from
stored: true
indexes: [[user_id]]
crosses_accounts: People are given to accounts here, so no row has an account yet.
---*/

with

identity_accounts as (

    select * from staging.identity_accounts

),

user_ids as (

    select * from entities.user_ids

),

final as (

    select distinct
        user_ids.user_id,
        identity_accounts.account_id,
        identity_accounts.valid_from,
        least(
            identity_accounts.valid_to,
            lead(identity_accounts.valid_from) over (
                partition by user_ids.user_id
                order by identity_accounts.valid_from, identity_accounts.account_id
            )
        ) as valid_to

    from identity_accounts

    inner join user_ids
        on identity_accounts.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

)

select * from final
