/*---
view: staging.contracts
description: Every signed contract. A replaced contract ends before its successor starts.
owner: growth-data
grain: one row per contract
key: [contract_id]
columns:
  signed_end_date:
    description: "The last day as signed, also where a successor replaced the contract earlier."
---*/

with

contracts as (

    select * from source.contracts

),

replacements as (

    select
        predecessor_id as contract_id,
        min(plumbline.day_or_null(start_date)) as replaced_on

    from contracts

    where predecessor_id is not null

    group by predecessor_id

),

final as (

    select
        plumbline.text_or_null(contracts.contract_id) as contract_id,
        plumbline.text_or_null(contracts.account_id) as account_id,
        plumbline.day_or_null(contracts.start_date) as start_date,
        least(plumbline.day_or_null(contracts.end_date), replacements.replaced_on - 1) as end_date,
        plumbline.day_or_null(contracts.end_date) as signed_end_date,
        plumbline.number_or_null(contracts.arr) as arr,
        contracts.seats,
        plumbline.number_or_null(contracts.committed_units) as committed_units,
        plumbline.text_or_null(contracts.meter) as meter,
        coalesce(contracts.auto_renew, false) as is_auto_renewing,
        plumbline.text_or_null(contracts.predecessor_id) as predecessor_id

    from contracts

    left join replacements
        on contracts.contract_id = replacements.contract_id

)

select * from final
