/*---
view: staging.identity_accounts
description: >
  Dated overrides of the account that a user works for. Without a start an override applies to all earlier
  time.
owner: growth-data
grain: one row per user, account and period
key: [user_id, valid_from]
---*/

with

identity_accounts as (

    select * from source.identity_accounts

),

data_horizon as (

    select * from parameters.data_horizon

),

-- records dated after their receipt are left out until then
final as (

    select
        plumbline.text_or_null(identity_accounts.user_id) as user_id,
        plumbline.text_or_null(identity_accounts.account_id) as account_id,
        coalesce(
            plumbline.moment_or_null(identity_accounts.valid_from),
            '-infinity'::timestamptz
        ) as valid_from,
        coalesce(plumbline.moment_or_null(identity_accounts.valid_to), 'infinity'::timestamptz) as valid_to

    from identity_accounts

    cross join data_horizon

    where
        plumbline.moment_or_null(identity_accounts.valid_from) is null
        or plumbline.moment_or_null(identity_accounts.valid_from) <= data_horizon.as_of

)

select * from final
