/*---
view: signals.renewal_at_risk
description: >
  An account whose last active contract ends within renewal_warning_days, without a successor, and whose
  health is below health_low_score at the end of a week. The health is that of the measures known for past
  weeks.
owner: growth-data
grain: one row per account and week at whose end the condition is true
key: [subject_key, evaluated_at]
signal: { subject: account, severity: high, act_by: success, evaluated: week }
requires: [product_events, contracts]
---*/

with

contracts as (

    select * from staging.contracts

),

health_weeks as (

    select * from facts.health_weeks

),

-- a contract that has started counts from its start, and is known from then on
renewals as (

    select
        health_weeks.account_key,
        health_weeks.evaluated_at,
        health_weeks.health_score,
        plumbline.local_date(health_weeks.evaluated_at, parameters.time_zone) as evaluated_on,
        max(contracts.end_date) as ends_on,
        bool_and(contracts.is_auto_renewing) as is_auto_renewing

    from health_weeks

    cross join parameters.business as parameters

    inner join contracts
        on health_weeks.account_key = contracts.account_id
        and contracts.end_date
        >= plumbline.local_date(health_weeks.evaluated_at, parameters.time_zone)

    where health_weeks.health_score < parameters.health_low_score

    group by
        health_weeks.account_key,
        health_weeks.evaluated_at,
        health_weeks.health_score,
        plumbline.local_date(health_weeks.evaluated_at, parameters.time_zone)

    -- one that starts later is a successor
    having min(contracts.start_date)
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
            'health_score', round(renewals.health_score, 2),
            'is_auto_renewing', renewals.is_auto_renewing
        ) as evidence

    from renewals

    cross join parameters.business as parameters

    where renewals.ends_on - renewals.evaluated_on <= parameters.renewal_warning_days

)

select * from final
