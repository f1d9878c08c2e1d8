/*---
view: entities.dated_accounts
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
stitched as (

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
moments as (

    select
        user_id,
        valid_from as valid_from
    from stitched
    union
    select
        user_id,
        valid_to as valid_from
    from stitched

),

stretches as (

    select
        user_id,
        valid_from,
        lead(valid_from) over (
            partition by user_id
            order by valid_from
        ) as valid_to

    from moments

),

-- of the stays in force the one that began last
final as (

    select distinct on (stretches.user_id, stretches.valid_from)
        stretches.user_id,
        stitched.account_id,
        stretches.valid_from,
        stretches.valid_to

    from stretches

    inner join stitched
        on stretches.user_id = stitched.user_id
        and stretches.valid_from >= stitched.valid_from
        and stretches.valid_from < stitched.valid_to

    order by stretches.user_id, stretches.valid_from, stitched.valid_from desc, stitched.account_id

)

select * from final
