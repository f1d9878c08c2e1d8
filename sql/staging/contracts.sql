/*---
view: staging.contracts
description: Every signed commitment.
owner: growth-data
grain: one row per contract
key: [contract_id]
---*/

with

contracts as (

    select * from source.contracts

),

final as (

    select
        contract_id,
        account_id,
        start_date,
        end_date,
        arr,
        seats,
        coalesce(auto_renew, false) as is_auto_renewing,
        predecessor_id

    from contracts

)

select * from final
