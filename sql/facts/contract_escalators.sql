/*---
view: facts.contract_escalators
description: >
  Contracts that renew another one at a higher price, with the part of the increase that is an escalator: the
  increase of the price of a seat, for the seats that both contracts have. Without seats it is the whole
  increase, if the contract before renewed by itself.
owner: growth-data
grain: one row per contract with an escalator
key: [contract_id]
time: start_date
---*/

with

contracts as (

    select * from staging.contracts

),

renewals as (

    select
        contracts.account_id as account_key,
        contracts.contract_id,
        contracts.start_date,
        case
            when contracts.seats > 0 and predecessors.seats > 0
                then (contracts.arr / contracts.seats - predecessors.arr / predecessors.seats)
                * least(contracts.seats, predecessors.seats)
            when
                contracts.seats is null
                and predecessors.seats is null
                and predecessors.is_auto_renewing
                then contracts.arr - predecessors.arr
        end as annual_increase

    from contracts

    inner join contracts as predecessors
        on contracts.account_id = predecessors.account_id
        and contracts.predecessor_id = predecessors.contract_id

),

final as (

    select
        account_key,
        contract_id,
        start_date,
        annual_increase

    from renewals

    where annual_increase > 0

)

select * from final
