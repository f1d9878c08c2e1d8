/*---
view: metrics.renewals
description: >
  Every contract that ends soon after `as_of` and has no successor. Contracts have no signing date, so as of
  an earlier moment every later contract counts as signed, and there are no periods. Self-serve
  subscriptions renew by themselves and are not contracts. A successor names the contract, or starts when it
  ends or at most contract_late_renewal_grace_days later.
owner: growth-data
grain: one row per contract that is due for renewal
key: [contract_id]
entities:
  entities.accounts: account_key
  facts.health_scores: account_key
  facts.account_seats: "account_key, month"
  facts.current_account_states: account_key
  facts.account_origins: account_key
requires: [contracts]
dimensions:
  contract: { description: "The id of the contract.", column: contract_id, immutable: true }
  renewal_on: { description: "The last day of the contract that is due for renewal.", type: date }
  has_open_expansion:
    description: Whether the account has an open opportunity of the type expansion.
    type: boolean
    requires: [opportunities]
metrics:
  renewals_due:
    kind: count
    unit: count
    description: >
      Contracts that end in the {{renewal_window_days}} after the day of `as_of` and have no successor,
      {{renewal_auto_renewing}}.
  renewals_due_arr:
    kind: sum
    expression: arr
    unit: money
    description: >
      The annual value of the contracts that end in the {{renewal_window_days}} after the day of `as_of`
      and have no successor, {{renewal_auto_renewing}}.
---*/

with

contracts as (

    select * from staging.contracts

),

contract_successors as (

    select * from facts.contract_successors

),

opportunities as (

    select * from facts.opportunities

),

running_month as (

    select * from parameters.running_month

),

successors as (

    select
        account_key,
        contract_id

    from contract_successors

    group by account_key, contract_id

),

open_expansions as (

    select account_key

    from opportunities

    where
        opportunity_type = 'expansion'
        and outcome = 'open'

    group by account_key

),

final as (

    select
        contracts.account_id as account_key,
        contracts.contract_id,
        running_month.month,
        contracts.end_date as renewal_on,
        contracts.arr,
        open_expansions.account_key is not null as has_open_expansion

    from contracts

    cross join parameters.business as parameters

    cross join running_month

    left join successors
        on contracts.account_id = successors.account_key
        and contracts.contract_id = successors.contract_id

    left join open_expansions
        on contracts.account_id = open_expansions.account_key

    where
        successors.contract_id is null
        and contracts.end_date >= contracts.start_date
        and contracts.end_date > plumbline.local_date(parameters.as_of, parameters.time_zone)
        and contracts.end_date
            <= plumbline.local_date(parameters.as_of, parameters.time_zone) + parameters.renewal_window_days
        and (parameters.renewal_auto_renewing = 'included' or not contracts.is_auto_renewing)

)

select * from final
