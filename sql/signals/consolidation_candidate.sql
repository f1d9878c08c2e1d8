/*---
view: signals.consolidation_candidate
description: >
  A company with at least consolidation_min_payers different payers and without an active contract, at the end
  of a week: one contract could replace their subscriptions.
owner: growth-data
grain: one row per account and week at whose end the condition is true
key: [subject_key, evaluated_at]
stored: true
signal: { subject: account, severity: medium, act_by: sales, evaluated: week }
requires: [billing_customers, subscription_periods]
---*/

with

paid_period_history as not materialized (

    select * from facts.paid_period_history

),

evaluations as (

    select * from facts.evaluations

),

buyers as (

    select * from entities.buyers

),

accounts as not materialized (

    select * from entities.accounts

),

contracts as (

    select * from staging.contracts

),

-- a customer without a known payer has none, but may have a workspace
payers as (

    select distinct
        paid_period_history.account_key,
        evaluations.evaluated_at,
        evaluations.evaluated_on,
        plumbline.person_key(buyers.user_id, buyers.payer_email) as payer_key,
        buyers.workspace_id

    from paid_period_history

    inner join evaluations
        on evaluations.evaluation = 'week'
        and paid_period_history.valid_from <= evaluations.evaluated_at
        and paid_period_history.valid_to > evaluations.evaluated_at
        and paid_period_history.recorded_from <= evaluations.evaluated_at
        and paid_period_history.recorded_to > evaluations.evaluated_at

    inner join buyers
        on paid_period_history.account_key = buyers.account_key
        and paid_period_history.buyer_id = buyers.buyer_id

    where paid_period_history.net_monthly_amount > 0

),

candidates as (

    select
        payers.account_key,
        payers.evaluated_at,
        payers.evaluated_on,
        count(distinct payers.payer_key) as payers,
        count(distinct payers.workspace_id) as workspaces

    from payers

    inner join accounts
        on payers.account_key = accounts.account_key
        and accounts.account_kind = 'company'

    group by payers.account_key, payers.evaluated_at, payers.evaluated_on

),

final as (

    select
        candidates.account_key,
        candidates.account_key as subject_key,
        candidates.evaluated_at,
        jsonb_build_object('payers', candidates.payers, 'workspaces', candidates.workspaces) as evidence

    from candidates

    cross join parameters.business as parameters

    where
        candidates.payers >= parameters.consolidation_min_payers
        and not exists (
            select 1
            from contracts
            where
                contracts.account_id = candidates.account_key
                and contracts.start_date <= candidates.evaluated_on
                and contracts.end_date >= candidates.evaluated_on
        )

)

select * from final
