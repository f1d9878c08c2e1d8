/*---
view: metrics.annual_revenue
description: >
  The annual value of each account at the moment: its annual recurring revenue, and its signed contracts
  that have not started. Contracts have no signing date, so what was signed at an earlier moment is unknown:
  there are no periods, and as of an earlier moment every later contract counts as signed.
owner: growth-data
grain: >
  one row per account with revenue, one per contract that has not started, and one per contract that such a
  contract replaces
key: []
entities: { entities.accounts: account_key, facts.account_origins: account_key }
requires: [contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
checks_from:
  checks.unconvertible_currencies: { severity: error, code: MIXED_CURRENCIES }
  checks.contracts_billed_otherwise:
    severity: warning
    message: >
      Across all accounts, the annual contract value of these accounts now differs much from the amount billed
      (account, contracted, billed); revenue is based on billing.
metrics:
  carr:
    kind: sum
    unaffected_by: [books]
    expression: arr
    unit: money
    description: >
      Contracted annual recurring revenue at the moment: arr plus signed contracts that have not started. Of a
      contract that replaces an active or signed one, only the difference is added.
edge_cases:
  - A contract that replaces an active or signed one adds only the difference.
  - >
    A contract without a predecessor_id replaces the one of its account that ends by its start, or at most
    contract_late_renewal_grace_days before it.
choices:
  - question: Does a signed contract count before it starts?
    answer: In carr it does, and in arr it does not.
    because: Revenue that has not started is a promise; one name for both hides which one is meant.
    others:
      Company reports: ARR from the signature on.
---*/

with

account_months as not materialized (

    select * from facts.account_months

),

contracts as (

    select * from staging.contracts

),

contract_successors as (

    select * from facts.contract_successors

),

running_month as (

    select * from parameters.running_month

),

recurring_revenue as (

    select
        account_months.account_key,
        12 * account_months.mrr as arr

    from account_months

    inner join running_month
        on account_months.month = running_month.month

),

signed_contracts as (

    select
        contracts.account_id as account_key,
        contracts.arr

    from contracts

    cross join running_month

    where
        contracts.start_date > running_month.today
        and contracts.end_date >= contracts.start_date

),

-- a replaced contract counts already, as active or as signed, and is subtracted once
replaced_contracts as (

    select
        contracts.account_id as account_key,
        -contracts.arr as arr

    from contracts

    cross join running_month

    where
        contracts.end_date >= running_month.today
        and contracts.end_date >= contracts.start_date
        and exists (
            select 1
            from contract_successors
            where
                contract_successors.account_key = contracts.account_id
                and contract_successors.contract_id = contracts.contract_id
                and contract_successors.succeeded_on > running_month.today
        )

),

final as (

    select * from recurring_revenue
    union all
    select
        account_key,
        arr
    from signed_contracts
    union all
    select * from replaced_contracts

)

select * from final
