/*---
view: entities.user_account_history
description: >
  Where somebody was said to work, and until when, under the one user id that the person has. Where two
  overlap, the later start wins while it lasts.
owner: growth-data
grain: one row per person and stretch in which nothing changed
key: [user_id, valid_from]
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

-- an id that nobody registered stands for itself
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

-- whenever a stay begins or ends, something may change
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

-- of the stays in force the one that began last
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
