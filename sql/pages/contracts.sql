/*---
view: pages.contracts
description: Every signed contract of an account that counts, as an application shows it.
owner: growth-data
grain: one row per contract
key: [contract_id]
requires: [contracts]
object:
  type: Contract
  list: signed_contracts
  never_null: [start_date, end_date, signed_end_date, arr, is_auto_renewing]
columns:
  contract_id: { description: The id in the source. }
  predecessor_contract_id: { description: The contract that it replaces. Null when it replaces none. }
  start_date: { description: The first day. }
  end_date: { description: "The last day: as signed, or the day before a successor starts." }
  signed_end_date: { description: "The last day as signed." }
  arr: { description: The annual value as signed. }
  seats: { description: The seats that it buys. Null when it names none. }
  committed_units: { description: The units that it commits. Null when it names none. }
  meter: { description: What its units count. Null when it commits none. }
  is_auto_renewing: { description: Whether it renews by itself. }
---*/

with

contracts as (

    select * from staging.contracts

),

accounts as (

    select * from entities.accounts

),

final as (

    select
        accounts.account_key,
        contracts.contract_id,
        contracts.predecessor_id as predecessor_contract_id,
        contracts.start_date,
        contracts.end_date,
        contracts.signed_end_date,
        trim_scale(contracts.arr) as arr,
        contracts.seats,
        trim_scale(contracts.committed_units) as committed_units,
        contracts.meter,
        contracts.is_auto_renewing

    from contracts

    inner join accounts
        on contracts.account_id = accounts.account_key

)

select * from final
