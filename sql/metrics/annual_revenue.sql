/*---
view: metrics.annual_revenue
description: >
  What each account is worth a year as things stand: its annual recurring revenue, and what it has signed
  that has not begun. Contracts have no signing date, so nobody knows what was signed at an earlier moment:
  there are no periods, and as of an earlier moment everything that begins later counts as signed.
owner: growth-data
grain: >
  one row per account with revenue, one per contract that has not begun, and one per contract that such a one
  replaces
key: []
entities: { entities.accounts: account_key, facts.account_origins: account_key }
requires: [contracts]
assumes:
  subscription_periods: No subscriptions were provided, so recurring revenue is what contracts say.
  invoices: No invoices were provided, so every subscription counts as paid for.
guards: { checks.unconvertible_currencies: MIXED_CURRENCIES }
warns:
  checks.contracts_billed_otherwise: >
    Of all accounts, as things stand, these are worth much more or much less a year by contract than billing
    asks them for (account, contracted, billed); revenue goes by billing.
metrics:
  carr:
    kind: sum
    unaffected_by: [books]
    expression: arr
    unit: money
    description: >
      Contracted annual recurring revenue as things stand: arr, and what is signed but has not begun. Of what
      replaces a contract that runs, or is signed itself, only the difference is added.
---*/

with

account_months as not materialized (

    select * from facts.account_months

),

contracts as (

    select * from staging.contracts

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
        contracts.contract_id,
        contracts.predecessor_id,
        contracts.arr

    from contracts

    cross join running_month

    where
        contracts.start_date > running_month.today
        and contracts.end_date >= contracts.start_date

),

-- what it replaces counts already, as running or as signed itself: once, whatever it is replaced by
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
            from signed_contracts
            where
                signed_contracts.account_key = contracts.account_id
                and signed_contracts.predecessor_id = contracts.contract_id
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
