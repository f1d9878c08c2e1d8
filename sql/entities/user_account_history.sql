/*---
view: entities.user_account_history
description: >
  The account that each user was recorded to work for, with validity periods (a slowly changing dimension of
  type 2), under the canonical user id. Where two records overlap, the later start wins while it is valid.
owner: growth-data
grain: one row per user and validity period
key: [user_id, valid_from]
time: valid_from
stored: true
indexes: [[user_id]]
crosses_accounts: Accounts are assigned to users here, so no row has an account yet.
---*/

with

identity_accounts as (

    select * from staging.identity_accounts

),

user_ids as (

    select * from entities.user_ids

),

-- an unregistered id is canonical itself
identified_accounts as (

    select
        coalesce(user_ids.user_id, identity_accounts.user_id) as user_id,
        identity_accounts.account_id,
        identity_accounts.valid_from,
        identity_accounts.valid_to

    from identity_accounts

    left join user_ids
        on identity_accounts.user_id = user_ids.raw_id
        and user_ids.id_kind = 'user'

),

-- the account may change whenever a record starts or ends
change_moments as (

    select
        user_id,
        valid_from as valid_from
    from identified_accounts
    union
    select
        user_id,
        valid_to as valid_from
    from identified_accounts

),

validity_periods as (

    select
        user_id,
        valid_from,
        lead(valid_from) over (
            partition by user_id
            order by valid_from
        ) as valid_to

    from change_moments

),

-- the valid record that started last
final as (

    select distinct on (validity_periods.user_id, validity_periods.valid_from)
        validity_periods.user_id,
        identified_accounts.account_id,
        validity_periods.valid_from,
        validity_periods.valid_to

    from validity_periods

    inner join identified_accounts
        on validity_periods.user_id = identified_accounts.user_id
        and validity_periods.valid_from >= identified_accounts.valid_from
        and validity_periods.valid_from < identified_accounts.valid_to

    order by
        validity_periods.user_id,
        validity_periods.valid_from,
        identified_accounts.valid_from desc,
        identified_accounts.account_id

)

select * from final
