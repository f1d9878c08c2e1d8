/*---
view: signals.renewal_at_risk
description: >
  An account whose last contract ends within renewal_warning_days, without a successor, and whose health is
  below health_low_score at the end of a week. The health is that of the measures known for past weeks.
owner: growth-data
grain: one row per account and week at whose end the condition is true
key: [subject_key, evaluated_at]
stored: true
signal: { subject: account, severity: high, act_by: success, evaluated: week }
requires: [product_events, contracts]
---*/

with

contracts as (

    select * from staging.contracts

),

contract_successors as (

    select * from facts.contract_successors

),

health_weeks as (

    select * from facts.health_weeks

),

succeeded_contracts as (

    select
        account_key,
        contract_id

    from contract_successors

    group by account_key, contract_id

),

succeeding_contracts as (

    select
        account_key,
        successor_id as contract_id

    from contract_successors

    where successor_account_key = account_key

    group by account_key, successor_id

),

-- whether each contract has a successor, and is one
known_contracts as (

    select
        contracts.account_id as account_key,
        contracts.start_date,
        contracts.end_date,
        contracts.is_auto_renewing,
        succeeded_contracts.contract_id is not null as has_successor,
        succeeding_contracts.contract_id is not null as is_successor

    from contracts

    left join succeeded_contracts
        on contracts.account_id = succeeded_contracts.account_key
        and contracts.contract_id = succeeded_contracts.contract_id

    left join succeeding_contracts
        on contracts.account_id = succeeding_contracts.account_key
        and contracts.contract_id = succeeding_contracts.contract_id

),

-- a contract that starts later, and succeeds none, changes nothing about the active ones
renewals as (

    select
        health_weeks.account_key,
        health_weeks.evaluated_at,
        health_weeks.health_score,
        plumbline.local_date(health_weeks.evaluated_at, parameters.time_zone) as evaluated_on,
        max(known_contracts.end_date) filter (where not known_contracts.has_successor) as ends_on,
        bool_and(known_contracts.is_auto_renewing) filter (where not known_contracts.has_successor)
            as is_auto_renewing

    from health_weeks

    cross join parameters.business as parameters

    inner join known_contracts
        on health_weeks.account_key = known_contracts.account_key
        and known_contracts.end_date
        >= plumbline.local_date(health_weeks.evaluated_at, parameters.time_zone)

    where
        health_weeks.health_score < parameters.health_low_score
        and (
            known_contracts.is_successor
            or known_contracts.start_date
            <= plumbline.local_date(health_weeks.evaluated_at, parameters.time_zone)
        )

    group by
        health_weeks.account_key,
        health_weeks.evaluated_at,
        health_weeks.health_score,
        plumbline.local_date(health_weeks.evaluated_at, parameters.time_zone)

    -- one of them is active
    having min(known_contracts.start_date)
        <= plumbline.local_date(health_weeks.evaluated_at, parameters.time_zone)

),

final as (

    select
        renewals.account_key,
        renewals.account_key as subject_key,
        renewals.evaluated_at,
        jsonb_build_object(
            'ends_on', renewals.ends_on,
            'days_left', renewals.ends_on - renewals.evaluated_on,
            'weekly_health_score', round(renewals.health_score, 2),
            'is_auto_renewing', renewals.is_auto_renewing
        ) as evidence

    from renewals

    cross join parameters.business as parameters

    where renewals.ends_on - renewals.evaluated_on <= parameters.renewal_warning_days

)

select * from final
