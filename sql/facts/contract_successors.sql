/*---
view: facts.contract_successors
description: >
  The contracts that succeed each contract: those that name it as their predecessor. A contract that names
  none succeeds the earlier contracts of its account that end by its start: from its first day to
  contract_late_renewal_grace_days before it. Contracts that run side by side for longer are two.
owner: growth-data
grain: one row per contract and successor
key: [contract_id, successor_id]
crosses_accounts: A contract may name a predecessor of another account, from which it was transferred.
---*/

with

contracts as (

    select * from staging.contracts

),

signed_contracts as (

    select
        account_id,
        contract_id,
        start_date,
        predecessor_id

    from contracts

    where end_date >= start_date

),

named_successors as (

    select
        predecessors.account_id as account_key,
        predecessors.contract_id,
        signed_contracts.account_id as successor_account_key,
        signed_contracts.contract_id as successor_id,
        signed_contracts.start_date as succeeded_on

    from signed_contracts

    inner join contracts as predecessors
        on signed_contracts.predecessor_id = predecessors.contract_id

),

-- the day after the end is the first one of the grace, as for a gap in revenue
next_contracts as (

    select
        predecessors.account_id as account_key,
        predecessors.contract_id,
        signed_contracts.account_id as successor_account_key,
        signed_contracts.contract_id as successor_id,
        signed_contracts.start_date as succeeded_on

    from signed_contracts

    cross join parameters.business as parameters

    inner join contracts as predecessors
        on signed_contracts.account_id = predecessors.account_id
        and signed_contracts.start_date > predecessors.start_date
        and signed_contracts.start_date >= predecessors.end_date
        and signed_contracts.start_date
            <= predecessors.end_date + 1 + parameters.contract_late_renewal_grace_days

    where signed_contracts.predecessor_id is null

),

final as (

    select * from named_successors
    union all
    select * from next_contracts

)

select * from final
