/*---
view: staging.identity_accounts
description: Dated overrides of where a person worked. An open start reaches back for ever.
owner: growth-data
grain: one row per stay of a person at an account
key: [user_id, valid_from]
---*/

with

identity_accounts as (

    select * from source.identity_accounts

),

final as (

    select
        user_id,
        account_id,
        coalesce(valid_from, '-infinity'::timestamptz) as valid_from,
        coalesce(valid_to, 'infinity'::timestamptz) as valid_to

    from identity_accounts

)

select * from final
