/*---
view: entities.accounts
description: Every account.
owner: bench
grain: one row per account
key: [account_key]
dimensions:
  industry: The account's industry.
---*/

with

accounts as (

    select * from source.accounts

),

final as (

    select
        account_id as account_key,
        industry

    from accounts

)

select * from final
